"""The use-cases of quotas: hold and count, take back what nobody holds, limits of admins, standings."""

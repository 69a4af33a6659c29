-- The roles of an installation. The owner migrates, while `cloudwright` logs in and has no right of its own: each
-- transaction takes one of the two roles that it is a member of (docs/decisions/0031-row-level-security.md).
CREATE ROLE cloudwright_owner LOGIN CREATEROLE PASSWORD 'cloudwright';
CREATE ROLE cloudwright_tenant NOLOGIN NOINHERIT;
CREATE ROLE cloudwright_system NOLOGIN NOINHERIT;
CREATE ROLE cloudwright LOGIN NOINHERIT PASSWORD 'cloudwright' IN ROLE cloudwright_tenant, cloudwright_system;
CREATE DATABASE cloudwright OWNER cloudwright_owner;

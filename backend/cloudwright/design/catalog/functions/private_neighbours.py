"""How placeholder functions show that they reach what stands in their network."""

SECRETS_CLIENT = 'SECRETS = boto3.client("secretsmanager")'
# The value is asked for once and stays in memory; no answer holds it.
ASKING = """@cache
def secret(name):
    return SECRETS.get_secret_value(SecretId=os.environ[name])["SecretString"]"""
# The secret holds user and password as JSON.
DATABASE = """def database(name):
    user = json.loads(secret(f"{name}_SECRET_ARN"))["username"]
    where = os.environ[f"{name}_HOST"], int(os.environ[f"{name}_PORT"])
    with socket.create_connection(where, timeout=5):
        return {"reached_as": user}"""

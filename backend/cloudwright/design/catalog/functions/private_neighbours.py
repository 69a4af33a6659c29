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
RDS_CLIENT = 'RDS = boto3.client("rds")'
# The token is signed here, by the function's own role: there is no password.
PROXY = """def proxy(name):
    where = os.environ[f"{name}_HOST"], int(os.environ[f"{name}_PORT"])
    RDS.generate_db_auth_token(*where, os.environ[f"{name}_USER"])
    with socket.create_connection(where, timeout=5):
        return {"reached": True}"""
CACHE = """def cache(name):
    where = os.environ[f"{name}_HOST"], int(os.environ[f"{name}_PORT"])
    safe = ssl.create_default_context()
    with socket.create_connection(where, timeout=5) as plain:
        with safe.wrap_socket(plain, server_hostname=where[0]) as connection:
            connection.sendall(b"PING\\r\\n")
            return {"answered": connection.recv(64).decode().strip()}"""
FILES = """def keep(folder, body):
    path = os.path.join(folder, f"{uuid.uuid4()}.json")
    with open(path, "w") as file:
        json.dump(body, file, default=str)
    return {"kept": path}"""

"""Questions as they are asked; the shapes of `intake.shapes` say which ones they need."""

from cloudwright.design.model.brief import Choice, Question

TRAFFIC = Question(
    id="traffic",
    text="How many requests a month?",
    why="Price and limits follow from it.",
    choices=(
        Choice(id="small", label="About 100,000"),
        Choice(id="medium", label="About 1 million"),
        Choice(id="large", label="About 10 million"),
        Choice(id="stated", label="As you wrote"),
    ),
    default="medium",
)
SIGN_IN = Question(
    id="sign-in",
    text="Do people sign in?",
    why="With sign-in a user directory issues tokens and the API refuses strangers; without it anybody may call.",
    choices=(Choice(id="yes", label="Yes"), Choice(id="no", label="No, it is public")),
    default="yes",  # an API that answers strangers is somebody's decision, never ours
)
UPLOADERS_SIGN_IN = Question(
    id="sign-in",
    text="Do uploaders sign in?",
    why="Without sign-in anybody may upload, at your expense.",
    choices=(Choice(id="yes", label="Yes"), Choice(id="no", label="No, anybody may upload")),
    default="yes",
)
DOMAIN = Question(
    id="domain",
    text="Under which name will it be reached?",
    why="A name of your own needs a certificate and your hosted zone.",
    choices=(
        Choice(id="aws", label="The name AWS gives"),
        Choice(id="own", label="Our own domain"),
    ),
    default="aws",
)
FILE_SIZE = Question(
    id="file-size",
    text="How large is one image?",
    why="Storage, memory and time of the worker follow from it.",
    choices=(
        Choice(id="small", label="About 2 MB"),
        Choice(id="large", label="About 10 MB"),
        Choice(id="stated", label="As you wrote"),
    ),
    default="small",
)
ANNOUNCE = Question(
    id="announce",
    text="Must other systems hear when an image is ready?",
    why="If so, the worker announces each result on a topic.",
    choices=(Choice(id="no", label="No"), Choice(id="yes", label="Yes")),
    default="no",
)

"""Progress bars: the iterable itself."""
from tqdm.std import tqdm, trange

tqdm_notebook = tqdm

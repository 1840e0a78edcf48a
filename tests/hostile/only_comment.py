# import torch

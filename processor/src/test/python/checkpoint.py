#!/usr/bin/env python3
"""Reads a checkpoint that Lanewise wrote into a PyTorch module, and writes one that Lanewise reads.

    checkpoint.py predict MODEL.safetensors IMAGES.txt    prints what PyTorch predicts, one line
    checkpoint.py write MODEL.safetensors CASES.txt       fresh PyTorch weights, images and predictions

The model has a Flatten of an image, whose order differs: Lanewise keeps images channels last, PyTorch channels first, and
on disk the columns of a layer behind a flattened image are in PyTorch's order. The file format is safetensors: eight
bytes with the length of a JSON header, the header, the numbers; so this needs nothing but PyTorch.
"""
import json
import struct
import sys

import torch
from torch import nn

HEIGHT, WIDTH, CHANNELS = 3, 4, 2


class Photo(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(CHANNELS * HEIGHT * WIDTH, 5)
        self.kind = nn.Linear(5, 3)

    def forward(self, image):
        """image: [n, channels, height, width], PyTorch's layout."""
        return torch.softmax(self.kind(torch.relu(self.hidden(image.flatten(1)))), -1)


def load(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        assert entry["dtype"] == "F32", entry
        begin, end = entry["data_offsets"]
        numbers = struct.unpack(f"<{(end - begin) // 4}f", data[begin:end])
        tensors[name] = torch.tensor(numbers, dtype=torch.float32).reshape(entry["shape"])
    return tensors


def save(tensors, path):
    header, data = {}, b""
    for name, tensor in sorted(tensors.items()):
        numbers = struct.pack(f"<{tensor.numel()}f", *tensor.reshape(-1).tolist())
        header[name] = {
            "dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(numbers)]}
        data += numbers
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def predict(module, images):
    """images: numbers in Lanewise's order, [n, height, width, channels]."""
    image = torch.tensor(images, dtype=torch.float64).reshape(-1, HEIGHT, WIDTH, CHANNELS).permute(0, 3, 1, 2)
    return module.double()(image).detach().reshape(-1).tolist()


def line(numbers):
    return " ".join(f"{number:.9g}" for number in numbers)


if __name__ == "__main__":
    command, model, numbers = sys.argv[1:]
    photo = Photo()
    if command == "predict":
        photo.load_state_dict(load(model), strict=True)
        with open(numbers) as file:
            print(line(predict(photo, [float(word) for word in file.read().split()])))
    elif command == "write":
        torch.manual_seed(17)
        photo = Photo()
        save(photo.state_dict(), model)
        images = torch.randint(-32, 33, (6, HEIGHT, WIDTH, CHANNELS)).double() / 16
        with open(numbers, "w") as file:
            file.write(line(images.reshape(-1).tolist()) + "\n" + line(predict(photo, images.tolist())) + "\n")
    else:
        sys.exit(__doc__)

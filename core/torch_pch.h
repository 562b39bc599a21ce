#pragma once
// Precompiled once for every unit that sees torch: one such unit costs about 25 s without it.
// Narrow headers: torch/torch.h would bring data loaders, nn and serialisation that nothing here uses.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/types.h>

#include <nlohmann/json.hpp>

#include "core/models/plain_errors.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/facts/cpu.h"
#include "core/nn/device.h"

namespace icf {
namespace {

bool hasAny(std::string_view text, std::initializer_list<std::string_view> signs)
{
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

/// What a library says when a GPU's memory ran out, for a tensor or for what its own products need.
bool isOfDeviceMemory(std::string_view text)
{
    return hasAny(text, {"CUDA out of memory", "CUDA error: out of memory", "HIP out of memory", "MPS backend out of memory", "CUBLAS_STATUS_ALLOC_FAILED",
                         "CUDNN_STATUS_ALLOC_FAILED", "ALLOCATION_FAILED"});
}

/// Gives the memory that LibTorch keeps for the next tensors back, so that whatever is tried next has it.
[[noreturn]] void throwOutOfDeviceMemory(const ComputeOptions& place)
{
    std::string text = place.device == "auto" ? "the GPU" : place.device;
    try {
        const at::Device device = resolveDevice(place.device);
        const auto runtime = deviceRuntime(device);
        runtime->emptyCache();
        text = device.str() + " (" + deviceName(device);
        if (const std::int64_t total = runtime->memory().total; total > 0)
            text += ", " + std::to_string((total + 500'000'000) / 1'000'000'000) + " GB";
        text += ")";
    } catch (const std::exception&) {
        // A device that says no more about itself ran out of memory all the same.
    }
    throw DeviceOutOfMemory(text);
}

[[noreturn]] void throwLibraryError(std::string_view text, const ComputeOptions& place)
{
    if (const char* wanted = std::getenv("TORCH_SHOW_CPP_STACKTRACES"); wanted && std::string_view(wanted) != "0")
        std::fprintf(stderr, "%.*s\n", int(text.size()), text.data());
    if (isOfDeviceMemory(text))
        throwOutOfDeviceMemory(place);
    if (hasAny(text, {"can't allocate memory", "not enough memory", "out of memory", "bad allocation"}))
        throw std::bad_alloc();
    if (hasAny(text, {"CUBLAS_WORKSPACE_CONFIG"}))
        throw Error("--deterministic", "this program has computed on the GPU without it before; start it again, with CUBLAS_WORKSPACE_CONFIG=:4096:8 in its environment");
    if (hasAny(text, {"deterministic implementation", "Deterministic behavior"}))
        throw Error("--deterministic", "an operation of this computation has no deterministic form on " + (place.device == "auto" ? std::string("the GPU") : place.device)
            + "; leave the option out");
    const bool onCpu = place.device == "cpu";
    const Dtype dtype = place.dtype != Dtype::automatic ? place.dtype : onCpu && !cpuHasBfloat16() ? Dtype::float32 : Dtype::bfloat16;
    if (dtype != Dtype::float32 && hasAny(text, {"bf16", "fp16", "BFloat16", "bfloat16", "Half", "float16", "dtype", "ScalarType", "not implemented for", "primitive"}))
        throw Error("--dtype", std::string(nameOf(dtype)) + " cannot be computed here on " + (place.device == "auto" ? std::string("this device") : place.device) + "; use --dtype float32");
    if (!onCpu && hasAny(text, {"CUDA", "cuDNN", "CUDNN", "cuBLAS", "CUBLAS", "HIP", "MPS", "driver"}))
        throw Error("--device", "the computation failed on " + (place.device == "auto" ? std::string("the GPU") : place.device) + "; use --device cpu, or look after its driver");
    throw Failure("compute", "an operation of LibTorch failed, which it should not; please report it with what the same command prints when "
                  "TORCH_SHOW_CPP_STACKTRACES=1 is set");
}

} // namespace

void throwPlainly(const ComputeOptions& place)
{
    try {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const Failure&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::system_error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const nlohmann::json::exception&) {
        throw;
    } catch (const c10::Error& error) {
        throwLibraryError(error.what_without_backtrace(), place);
    } catch (const std::exception& error) {
        throwLibraryError(error.what(), place);
    }
}

} // namespace icf

#pragma once
#include <string>

namespace icf {

/// Makes ready, in the environment, that this program loads the CUDA build of LibTorch when it starts itself again (setUpProcess): the environment variable
/// ICF_CUDA_LIBTORCH names a folder that holds torch/lib/libtorch_cuda.so (what ./run --cuda fetches, or site-packages of a Python with the same
/// version of torch) or lib/libtorch_cuda.so.  The program was linked with the CPU build of the same version, which has the same interface; the CUDA build
/// finds NVIDIA's libraries from its own place.
/// chosen: the folder where the variable is not there; named in it then.
/// Ends the program with one line and exit code 2 when the variable's folder holds none, one of another version, or one that cannot be loaded here; of a
/// chosen folder it only warns, and ICF_CUDA_WHY_NOT says why.  Returns whether there is a folder to load from; false without one, on other systems than Linux.
bool nameCudaLibraries(const std::string& chosen = {});

/// True in the program that was started with them; takes what was named for the loader out of the environment again, so that no other program inherits it.
bool startedWithCudaLibraries();

} // namespace icf

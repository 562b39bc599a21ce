#pragma once

namespace icf {

/// Makes ready, in the environment, that this program loads the CUDA build of LibTorch when it starts itself again (setUpProcess): the environment variable
/// ICF_CUDA_LIBTORCH names a folder that holds torch/lib/libtorch_cuda.so (what ./run --cuda fetches, or site-packages of a Python with the same
/// version of torch) or lib/libtorch_cuda.so.  The program was linked with the CPU build of the same version, which has the same interface; the CUDA build
/// finds NVIDIA's libraries from its own place.
/// Ends the program with one line and exit code 2 when the folder holds none, one of another version, or one that cannot be loaded here.
/// Does nothing without the variable, on other systems than Linux, and in the program that has them already.
void nameCudaLibraries();

/// True in the program that was started with them; takes what was named for the loader out of the environment again, so that no other program inherits it.
bool startedWithCudaLibraries();

} // namespace icf

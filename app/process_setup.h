#pragma once

namespace icf {

/// Makes torch's threads sleep instead of spin while they wait for each other, by starting the program again with
/// OMP_WAIT_POLICY=PASSIVE and a short GOMP_SPINCOUNT in its environment: the thread library reads that when it is loaded, before main.  On a busy
/// machine (a compiler, a browser, our own window) spinning makes training many times slower.  Call it first in main.
/// Does nothing when the user has chosen a policy, or where it does not apply.
void letThreadsSleep(char** arguments);

/// Lets the heap keep up to a quarter of a GiB of freed memory for the next tensors, instead of giving it back and taking it again from the
/// system, page by page, in every training step.  Does nothing where the C library is not glibc.
void keepFreedMemory();

} // namespace icf

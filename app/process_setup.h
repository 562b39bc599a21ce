#pragma once

namespace icf {

/// What a program that computes does first in main.
///
/// It starts itself again with settings that torch's libraries read from the environment when they are loaded, before main.  What the user has
/// set stays; on other systems than Linux nothing happens.
/// - OMP_WAIT_POLICY=PASSIVE and a short GOMP_SPINCOUNT: threads sleep instead of spin while they wait for each other.  On a busy machine (a
///   compiler, a browser, our own window) spinning makes training many times slower.
///
/// Then the heap keeps up to a quarter of a GiB of freed memory for the next tensors, instead of giving it back and taking it again from the
/// system, page by page, in every training step (where the C library is glibc); giveBackFreedMemory() of core/base/memory.h ends that now and then.
void setUpProcess(char** arguments);

} // namespace icf

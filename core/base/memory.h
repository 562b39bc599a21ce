#pragma once
#include <cstdint>

namespace icf {

/// Bytes that new work can get without swapping; 0 where the system does not say.
std::int64_t freeMemory();

/// Bytes that this process holds in memory now; 0 where the system does not say.
std::int64_t residentMemory();

/// Measures the most memory that the process holds while this object lives.  Any number may live at a time, on any threads: the system keeps
/// one mark for the whole process, which each of them sets back when it begins (on Linux, where the process may), and no object forgets
/// what the mark said before.  Where the mark cannot be set back, what sample() saw counts; where the system does not say what is held now,
/// the most since the process began.
class PeakMemory {
public:
    /// Begins.  Gives freed memory back first, so that what earlier work had freed does not count.
    PeakMemory();
    ~PeakMemory();
    PeakMemory(const PeakMemory&) = delete;
    PeakMemory& operator=(const PeakMemory&) = delete;

    /// Looks at what is held now; worth calling now and then in long work.
    void sample();
    /// The most bytes that the whole process held since this began; 0 where the system does not say.
    std::int64_t bytes();
    /// What that is above what the process held when this began: what the work itself took, along with whatever else ran in the process meanwhile.
    std::int64_t own();

private:
    struct Marks;
    static Marks& marks();
    static void noteForAll();  ///< Under the lock.
    void note();               ///< Under the lock.

    std::int64_t before_ = 0;
    std::int64_t most_ = 0;
    bool marked_ = false;  ///< The system's mark was set back when this began.
};

/// Gives memory that was freed back to the system, also from between what is in use.  The heap keeps it for the next tensors otherwise, and
/// tensors of many sizes leave gaps that add up over days.  Takes some tens of milliseconds for some hundred MiB; does nothing where the C
/// library cannot.
void giveBackFreedMemory();

} // namespace icf

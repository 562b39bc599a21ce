#pragma once
#include <exception>

#include "core/base/cancel_token.h"
#include "core/processes/communicator.h"

namespace icf {

/// Whether the processes that do one command together go on.  Each may be asked to stop at another moment; all heed it from the next meeting on, so that none
/// waits for another that has left.  A process by itself heeds its own token at any moment.
class Agreement {
public:
    /// mine: the token of this process.  Both outlive it.
    Agreement(Communicator& processes, CancelToken& mine) : processes_(processes), mine_(mine) {}

    Communicator& processes() { return processes_; }
    bool alone() const { return processes_.size() == 1; }
    CancelToken& mine() { return mine_; }
    /// What all heed.
    CancelToken& token() { return alone() ? mine_ : agreed_; }

    /// Where all processes meet; those by themselves go on at once.  Brings token() up to date.  problem: what failed in this process since the last
    /// meeting; see agreeThatAllWentWell.
    void meet(const std::exception_ptr& problem = {});

private:
    Communicator& processes_;
    CancelToken& mine_;
    CancelToken agreed_;
};

} // namespace icf

#include "core/processes/agreement.h"

#include <algorithm>
#include <vector>

#include "core/processes/together.h"

namespace icf {

void Agreement::meet(const std::exception_ptr& problem)
{
    if (alone())
        return agreeThatAllWentWell(processes_, problem);
    struct Word {
        std::int32_t request = 0;
        std::int32_t failed = 0;
    };
    const Word word{std::int32_t(mine_.requested()), problem ? 1 : 0};
    std::vector<Word> words(std::size_t(processes_.size()));
    processes_.allGather(std::as_bytes(std::span(&word, 1)), std::as_writable_bytes(std::span(words)));
    const auto request = std::max_element(words.begin(), words.end(), [](const Word& one, const Word& other) { return one.request < other.request; })->request;
    if (request != std::int32_t(StopRequest::none))
        agreed_.stop(StopRequest(request));
    if (std::any_of(words.begin(), words.end(), [](const Word& one) { return one.failed != 0; }))
        agreeThatAllWentWell(processes_, problem);
}

} // namespace icf

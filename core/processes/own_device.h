#pragma once
#include <string>

#include "core/processes/communicator.h"

namespace icf {

/// The device that --device means for this process: each of those on one host gets a card of its own, in the order of ranks, where the name leaves the card
/// open (auto, cuda); where they are more than the cards, they share.  A process by itself takes the first, so that what is recorded does
/// not depend on how many there are.  Other names stay.  Every process calls it.
std::string ownDevice(Communicator& processes, const std::string& device);

/// The same for a host with so many cards; number: of this process among those on its host.
std::string ownDevice(const std::string& device, std::int64_t number, std::int64_t cards);

} // namespace icf

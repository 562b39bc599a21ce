#include "core/options/option_tools_impl.h"

namespace icf {
template <> std::string commandLine(const TrainOptions& options) { return detail::spelledOut(options.task, options, "task"); }
template <> std::string commandLine(const GenerateOptions& options) { return detail::spelledOut("generate", options); }
template <> std::string commandLine(const CompressOptions& options) { return detail::spelledOut("compress", options); }
template <> std::string commandLine(const TokenizeOptions& options) { return detail::spelledOut("tokenize", options); }

template nlohmann::ordered_json toJson(const TrainOptions&);
template nlohmann::ordered_json toJson(const GenerateOptions&);
template nlohmann::ordered_json toJson(const CompressOptions&);
template nlohmann::ordered_json toJson(const TokenizeOptions&);
template void fromJson(TrainOptions&, const nlohmann::json&, std::string_view);
template void fromJson(GenerateOptions&, const nlohmann::json&, std::string_view);
template void fromJson(CompressOptions&, const nlohmann::json&, std::string_view);
template void fromJson(TokenizeOptions&, const nlohmann::json&, std::string_view);
template OptionsRead readOptionsFile(TrainOptions&, const std::string&);
template OptionsRead readOptionsFile(GenerateOptions&, const std::string&);
template OptionsRead readOptionsFile(CompressOptions&, const std::string&);
template OptionsRead readOptionsFile(TokenizeOptions&, const std::string&);
template void setFromText(TrainOptions&, std::string_view, std::string_view);
template void setFromText(GenerateOptions&, std::string_view, std::string_view);
template void setFromText(CompressOptions&, std::string_view, std::string_view);
template void setFromText(TokenizeOptions&, std::string_view, std::string_view);
template std::vector<OptionDifference> differences(const TrainOptions&, const TrainOptions&);
template std::vector<OptionDifference> differences(const GenerateOptions&, const GenerateOptions&);
template std::vector<OptionDifference> differences(const CompressOptions&, const CompressOptions&);
template std::vector<OptionDifference> differences(const TokenizeOptions&, const TokenizeOptions&);

} // namespace icf

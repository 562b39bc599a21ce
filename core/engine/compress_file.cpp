#include <torch/types.h>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/io/safetensors.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/models/read_lengths.h"
#include "core/nn/tensor_io.h"

namespace icf {

void compressToFile(const CompressOptions& options, const std::function<void(const std::string&)>& warn, CancelToken& cancel)
{
    if (options.model.icformer_path.empty())
        throw Error("--icformer_path", "compress needs a compressor checkpoint");
    if (options.text_file.empty() == options.data_path.empty())
        throw Error("compress", "give either --text_file or --data_path");
    const OpenModels models = openModels(options.model, untilStopped(cancel));
    for (const std::string& note : models.notes)
        warn(note);
    at::NoGradGuard noGrad;
    std::vector<TensorData> tensors;
    ReadLengths lengths(models);
    const auto add = [&](const std::string& text, const std::string& suffix) {
        cancel.throwIfStopped();
        const std::vector<std::int64_t> ids = models.tokenizer->encode(text, options.bos);
        lengths.addContext(std::int64_t(ids.size()), options, false);
        const at::Tensor digests = withPlainErrors(options.model, [&] { return models.compress({ids}, options, false, untilStopped(cancel))[0]; });
        tensors.push_back(tensorBytes("digest" + suffix, digests));
        tensors.push_back(tensorBytes("input_ids" + suffix, at::tensor(at::IntArrayRef(ids), at::kLong)));
    };
    if (!options.text_file.empty()) {
        add(readTextFile(options.text_file), "");
    } else {
        const auto data = DataSet::open(options.data_path, DataKind::contexts, /*strict=*/true, cancel);
        for (std::int64_t i = 0; i < data->size(); ++i)
            add(data->row(i).context, "." + std::to_string(i));
    }
    for (const std::string& note : lengths.notes())
        warn(note);
    writeSafetensors(options.output_file, tensors, {{"format", "pt"}});
}

} // namespace icf

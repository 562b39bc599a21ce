#include "core/lm/cuda_layer.h"

#include <optional>

#include "core/nn/attention.h"
#include "core/nn/cuda_place.h"
#include "core/nn/cuda_rows.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The weights and sizes of a layer, held by the graph so that the model may go before it.
struct Held : torch::CustomClassHolder {
    Held(const LanguageModel& lm, std::int64_t index)
        : layer(lm.layers()[std::size_t(index)]), heads(lm.config().heads), keyValueHeads(lm.config().keyValueHeads), headDim(lm.config().headDim),
          eps(lm.config().rmsNormEps)
    {
    }
    LanguageModel::Layer layer;
    std::int64_t heads, keyValueHeads, headDim;
    double eps;
};

/// What the way back needs of the way forward.
struct Kept {
    at::Tensor firstSum, firstScales;    ///< [batch, length, hidden], float32 [rows]
    at::Tensor turned;                   ///< Joined queries, keys and values, rotated: [batch, length, (heads + 2 · keyValueHeads) · headDim]
    FlashResult attended;
    at::Tensor secondSum, secondScales;
    at::Tensor gateUp;                   ///< [rows, 2 · intermediate]
};

/// Heads of a joined tensor: [batch, length, count, headDim].
at::Tensor headsOf(const at::Tensor& joined, std::int64_t first, std::int64_t count, std::int64_t size)
{
    return joined.narrow(-1, first * size, count * size).unflatten(-1, {count, size});
}

at::Tensor rowsOf(const at::Tensor& x) { return x.view({-1, x.size(-1)}); }

LayerSum forward(const Held& h, const LayerSum& in, const RotaryTable& table, Kept& kept)
{
    const std::int64_t batch = in.sum.size(0), length = in.sum.size(1);
    const cuda::Normed first = cuda::norm(in.sum, in.delta, h.layer.inputNorm, h.eps);
    const at::Tensor joined = h.layer.queryKeyValue.ofRows(rowsOf(first.y)).view({batch, length, -1});
    kept.firstSum = first.sum, kept.firstScales = first.scales;
    kept.turned = rotateJoined(joined, h.heads + h.keyValueHeads, table);
    kept.attended = flashForward(headsOf(kept.turned, 0, h.heads, h.headDim), headsOf(kept.turned, h.heads, h.keyValueHeads, h.headDim),
                                 headsOf(kept.turned, h.heads + h.keyValueHeads, h.keyValueHeads, h.headDim));
    const at::Tensor attended = h.layer.out.ofRows(kept.attended.out.view({batch * length, -1}));
    const cuda::Normed second = cuda::norm(rowsOf(first.sum), attended, h.layer.postNorm, h.eps);
    kept.secondSum = second.sum, kept.secondScales = second.scales;
    kept.gateUp = h.layer.gateUp.ofRows(second.y);
    const at::Tensor delta = h.layer.down.ofRows(cuda::gatedSiluForward(kept.gateUp));
    return {second.sum.view(in.sum.sizes()), delta.view(in.sum.sizes())};
}

/// The gradient of in.sum, which is that of in.delta too.
at::Tensor backward(const Held& h, const at::Tensor& ofSum, const at::Tensor& ofDelta, const RotaryTable& table, const Kept& kept)
{
    const std::int64_t batch = kept.firstSum.size(0), length = kept.firstSum.size(1), joinedHeads = h.heads + 2 * h.keyValueHeads;
    const at::Tensor ofGated = at::mm(rowsOf(ofDelta), h.layer.down.weight());
    const at::Tensor ofGateUp = cuda::gatedSiluBackward(kept.gateUp, ofGated);
    const at::Tensor ofSecond = cuda::normBackward(kept.secondSum, kept.secondScales, h.layer.postNorm, at::mm(ofGateUp, h.layer.gateUp.weight()), rowsOf(ofSum));
    const at::Tensor ofAttended = at::mm(ofSecond, h.layer.out.weight()).view({batch, length, h.heads, h.headDim});
    const auto heads = [&](const at::Tensor& joined, std::int64_t first, std::int64_t count) { return headsOf(joined, first, count, h.headDim); };
    const std::int64_t k = h.heads, v = h.heads + h.keyValueHeads;
    const auto [ofQ, ofK, ofV] = flashBackward(ofAttended, heads(kept.turned, 0, h.heads), heads(kept.turned, k, h.keyValueHeads),
                                               heads(kept.turned, v, h.keyValueHeads), kept.attended);
    const at::Tensor ofJoined = at::empty({batch, length, joinedHeads * h.headDim}, kept.turned.options());
    cuda::Place place(table.cos, table.sin, batch, length, /*sign=*/-1);
    const auto add = [&](const at::Tensor& from, std::int64_t first, std::int64_t count, bool rotated) {
        place.add(from.transpose(1, 2), heads(ofJoined, first, count).transpose(1, 2), rotated);
    };
    add(ofQ, 0, h.heads, true);
    add(ofK, k, h.keyValueHeads, true);
    add(ofV, v, h.keyValueHeads, false);
    place.run();
    return cuda::normBackward(kept.firstSum, kept.firstScales, h.layer.inputNorm, at::mm(rowsOf(ofJoined), h.layer.queryKeyValue.weight()), ofSecond);
}

/// Spares operations the look into LibTorch's graph, which they are not part of.  Not in an emulation on the CPU, whose attention uses it.
class WithoutGraph {
public:
    explicit WithoutGraph(const at::Tensor& like)
    {
        if (!like.is_cpu())
            guard_.emplace();
    }

private:
    std::optional<at::AutoDispatchBelowADInplaceOrView> guard_;
};

class CudaLayerFunction : public torch::autograd::Function<CudaLayerFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& sum, const std::optional<at::Tensor>& delta, const c10::intrusive_ptr<Held>& held,
                                 const at::Tensor& cos, const at::Tensor& sin)
    {
        const WithoutGraph plain(sum);
        Kept kept;
        const LayerSum out = icf::forward(*held, {sum, delta.value_or(at::Tensor())}, {cos, sin}, kept);
        context->saved_data["held"] = c10::IValue::make_capsule(held);
        context->saved_data["added"] = delta.has_value();
        // The sums are outputs or inputs of this node's neighbours: saved as such, they are held once.
        context->save_for_backward({kept.firstSum, kept.firstScales, kept.turned, kept.attended.out, kept.attended.logSum, kept.attended.rng, out.sum,
                                    kept.secondScales, kept.gateUp, cos, sin});
        return {out.sum, out.delta};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const WithoutGraph plain(gradients[0]);
        const auto held = c10::static_intrusive_pointer_cast<Held>(context->saved_data["held"].toCapsule());
        const variable_list saved = context->get_saved_variables();
        const Kept kept{saved[0], saved[1], saved[2], {saved[3], saved[4], saved[5]}, rowsOf(saved[6]), saved[7], saved[8]};
        const at::Tensor result = icf::backward(*held, gradients[0].contiguous(), gradients[1].contiguous(), {saved[9], saved[10]}, kept).view(saved[0].sizes());
        return {result, context->saved_data["added"].toBool() ? result : at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

} // namespace

bool CudaLayer::serves(const LanguageModel& lm, std::int64_t layer, std::int64_t keys)
{
    const DecoderConfig& c = lm.config();
    const std::int64_t pack = cuda::packSize(lm.type()), window = c.windowOf(layer);
    return !lm.isQuantized() && cuda::serves(lm.finalNorm()) && attendsWithoutMask(lm.finalNorm(), c.headDim) && !c.queryKeyNorm && c.rotates(layer)
        && (window == 0 || window >= keys) && c.hidden % pack == 0 && c.intermediate % pack == 0 && c.headDim % (2 * pack) == 0;
}

LayerSum CudaLayer::read(const LanguageModel& lm, std::int64_t layer, const LayerSum& in, const RotaryTable& table)
{
    const std::optional<at::Tensor> delta = in.delta.defined() ? std::optional<at::Tensor>(in.delta.contiguous()) : std::nullopt;
    const bool gradients = at::GradMode::is_enabled() && (in.sum.requires_grad() || (delta && delta->requires_grad()));
    if (gradients) {
        const variable_list out = CudaLayerFunction::apply(in.sum.contiguous(), delta, c10::make_intrusive<Held>(lm, layer), table.cos, table.sin);
        return {out[0], out[1]};
    }
    Kept kept;
    return forward(Held(lm, layer), {in.sum.contiguous(), in.delta}, table, kept);
}

} // namespace icf

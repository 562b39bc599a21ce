// One new token through the language model, at most kDecodeRows rows: five kernels a layer.  Decoding is bound by reading the weights once, and in small models
// by starting kernels, so whatever needs no other block is part of the product before or after it.  Rounds where core/lm/token_decoder.cpp does.

#ifndef ICF_CUDA_ON_CPU
extern __shared__ uint4 dynamicShared[];
#endif

template <class T> __device__ void decodeEmbed(const DecodeEmbedArguments& a)
{
    const T* from = static_cast<const T*>(a.embedding) + a.ids[blockIdx.x] * a.hidden;
    T* to = static_cast<T*>(a.x) + int64(blockIdx.x) * a.hidden;
    for (int64 i = threadIdx.x; i < a.hidden; i += blockDim.x)
        to[i] = from[i];
}

/// One row of a matrix times each of the rows of x; the sums in every thread of the warp.
template <class T, int rows> __device__ void dotRows(const T* weight, const T* x, int64 size, float (&sums)[rows])
{
    for (int row = 0; row < rows; ++row)
        sums[row] = 0;
#pragma unroll 4
    for (int64 i = int64(threadIdx.x % 32) * Pack<T>::size; i < size; i += 32 * Pack<T>::size) {
        Pack<T> a;
        a.load(weight + i);
        for (int row = 0; row < rows; ++row) {
            Pack<T> b;
            b.load(x + row * size + i);
            for (int k = 0; k < Pack<T>::size; ++k)
                sums[row] += a.values[k] * b.values[k];
        }
    }
    for (int row = 0; row < rows; ++row)
        sums[row] = warpSum(sums[row]);
}

/// The rows of x, normalised, in the block's memory.
template <class T, int rows> __device__ T* normedRows(const DecodeProductArguments& a)
{
    T* normed = reinterpret_cast<T*>(dynamicShared);
    const T* weight = static_cast<const T*>(a.norm);
    for (int row = 0; row < rows; ++row) {
        const T* x = static_cast<const T*>(a.x) + row * a.inputs;
        float squares = 0;
        for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.inputs; i += int64(blockDim.x) * Pack<T>::size) {
            Pack<T> part;
            part.load(x + i);
            for (int k = 0; k < Pack<T>::size; ++k)
                squares += part.values[k] * part.values[k];
        }
        const float scale = rsqrtf(blockSum(squares) / float(a.inputs) + a.eps);
        for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.inputs; i += int64(blockDim.x) * Pack<T>::size) {
            Pack<T> part, factor;
            part.load(x + i);
            factor.load(weight + i);
            for (int k = 0; k < Pack<T>::size; ++k)
                part.values[k] = rounded<T>(part.values[k] * scale) * factor.values[k];
            part.store(normed + row * a.inputs + i);
        }
    }
    __syncthreads();
    return normed;
}

__device__ inline int64 firstOutput() { return int64(blockIdx.x) * (blockDim.x / 32) + threadIdx.x / 32; }
__device__ inline int64 outputStep() { return int64(gridDim.x) * (blockDim.x / 32); }

template <class T> __device__ float biased(const DecodeProductArguments& a, int64 output, float sum)
{
    return a.bias ? sum + wide(static_cast<const T*>(a.bias)[output]) : sum;
}

template <class T, int rows, class Out> __device__ void decodeNormed(const DecodeProductArguments& a)
{
    const T* normed = normedRows<T, rows>(a);
    for (int64 output = firstOutput(); output < a.outputs; output += outputStep()) {
        float sums[rows];
        dotRows<T, rows>(static_cast<const T*>(a.weight) + output * a.inputs, normed, a.inputs, sums);
        if (threadIdx.x % 32 == 0) {
            for (int row = 0; row < rows; ++row)
                static_cast<Out*>(a.y)[row * a.outputs + output] = narrow<Out>(rounded<T>(biased<T>(a, output, sums[row])));
        }
    }
}

template <class T, int rows> __device__ void decodeGated(const DecodeProductArguments& a)
{
    const T* normed = normedRows<T, rows>(a);
    const T* weight = static_cast<const T*>(a.weight);
    for (int64 output = firstOutput(); output < a.outputs; output += outputStep()) {
        float gates[rows], ups[rows];
        dotRows<T, rows>(weight + output * a.inputs, normed, a.inputs, gates);
        dotRows<T, rows>(weight + (output + a.outputs) * a.inputs, normed, a.inputs, ups);
        if (threadIdx.x % 32 == 0) {
            for (int row = 0; row < rows; ++row) {
                const float gate = rounded<T>(biased<T>(a, output, gates[row]));
                const float up = rounded<T>(biased<T>(a, output + a.outputs, ups[row]));
                static_cast<T*>(a.y)[row * a.outputs + output] = narrow<T>(rounded<T>(gate / (1.0F + expf(-gate))) * up);
            }
        }
    }
}

template <class T, int rows> __device__ void decodeAdded(const DecodeProductArguments& a)
{
    for (int64 output = firstOutput(); output < a.outputs; output += outputStep()) {
        float sums[rows];
        dotRows<T, rows>(static_cast<const T*>(a.weight) + output * a.inputs, static_cast<const T*>(a.x), a.inputs, sums);
        if (threadIdx.x % 32 == 0) {
            for (int row = 0; row < rows; ++row) {
                T* y = static_cast<T*>(a.y) + row * a.outputs + output;
                *y = narrow<T>(wide(*y) + rounded<T>(biased<T>(a, output, sums[row])));
            }
        }
    }
}

constexpr int kMaxHeadDim = 256;

/// Brings one new head to where attention reads it, by one warp: normalised, then rotated by its position.
template <class T> __device__ void placeHead(const DecodeAttentionArguments& a, const T* from, const T* norm, float position, float* to)
{
    const int lane = threadIdx.x % 32, half = a.headDim / 2;
    float squares = 0;
    for (int i = lane; i < a.headDim; i += 32) {
        to[i] = wide(from[i]);
        squares += to[i] * to[i];
    }
    if (norm) {
        const float scale = rsqrtf(warpSum(squares) / float(a.headDim) + a.eps);
        for (int i = lane; i < a.headDim; i += 32)
            to[i] = rounded<T>(rounded<T>(to[i] * scale) * wide(norm[i]));
    }
    __syncwarp();
    if (!a.frequencies)
        return;
    for (int i = lane; i < half; i += 32) {
        const float angle = position * a.frequencies[i];
        const float c = rounded<T>(cosf(angle) * a.attentionFactor), s = rounded<T>(sinf(angle) * a.attentionFactor);
        const float x = to[i], y = to[i + half];
        to[i] = rounded<T>(x * c - y * s);
        to[i + half] = rounded<T>(y * c + x * s);
    }
}

/// What a group of threads, or a split, knows of the softmax: the largest score, the sum of weights relative to it, and the weighted values.
struct SoftmaxPart {
    float top, sum;
};

/// The factor that brings weights relative to `top` to the larger `common`.
__device__ inline float weightOf(float top, float common) { return top == minusInfinity() ? 0.0F : expf(top - common); }

template <class T> __device__ void decodeAttention(const DecodeAttentionArguments& a)
{
    constexpr int width = Pack<T>::size, threads = 128, ahead = 4;
    __shared__ float query[kMaxHeadDim], key[kMaxHeadDim], merged[threads * width];
    __shared__ SoftmaxPart groupsOf[threads];
    __shared__ int isLast;
    const int head = blockIdx.x, split = blockIdx.y, row = blockIdx.z, splits = gridDim.y;
    const int shared = a.heads / a.keyValueHeads, keyHead = head / shared;
    const int64 joinedWidth = int64(a.heads + 2 * a.keyValueHeads) * a.headDim;
    const T* joined = static_cast<const T*>(a.joined) + row * joinedWidth;
    const T* newValue = joined + int64(a.heads + a.keyValueHeads + keyHead) * a.headDim;
    const float position = float(a.length - a.padding[row]) / a.positionFactor;
    const int warp = threadIdx.x / 32;
    if (warp == 0)
        placeHead<T>(a, joined + int64(head) * a.headDim, static_cast<const T*>(a.queryNorm), position, query);
    else if (warp == 1)
        placeHead<T>(a, joined + int64(a.heads + keyHead) * a.headDim, static_cast<const T*>(a.keyNorm), position, key);
    __syncthreads();
    const int64 base = (int64(row) * a.keyValueHeads + keyHead) * a.capacity * a.headDim;
    T* keys = static_cast<T*>(a.keys) + base;
    T* values = static_cast<T*>(a.values) + base;
    if (split == 0 && head % shared == 0) {
        for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
            keys[a.length * a.headDim + i] = narrow<T>(key[i]);
            values[a.length * a.headDim + i] = newValue[i];
        }
    }

    // The positions of this split, dealt to groups of lanes that hold a head together.
    const int64 end = a.length + 1;
    int64 begin = a.padding[row];
    if (a.window > 0 && end - a.window > begin)
        begin = end - a.window;
    const int64 perSplit = (end - begin + splits - 1) / splits;
    const int64 first = begin + split * perSplit, last = first + perSplit < end ? first + perSplit : end;
    int lanes = 1;
    while (lanes * width < a.headDim)
        lanes *= 2;
    const int groups = threads / lanes, group = threadIdx.x / lanes, lane = threadIdx.x % lanes;
    const bool holds = lane * width < a.headDim;
    const float scale = rsqrtf(float(a.headDim));
    float q[width], weighted[width];
    for (int k = 0; k < width; ++k) {
        q[k] = holds ? query[lane * width + k] * scale : 0.0F;
        weighted[k] = 0;
    }
    SoftmaxPart own{minusInfinity(), 0};
    for (int64 start = first; start < last; start += int64(groups) * ahead) {
        Pack<T> keyParts[ahead], valueParts[ahead];
#pragma unroll
        for (int u = 0; u < ahead; ++u) {
            const int64 at = start + int64(u) * groups + group;
            if (holds && at < last && at < a.length) {
                keyParts[u].load(keys + at * a.headDim + lane * width);
                valueParts[u].load(values + at * a.headDim + lane * width);
            } else {
                const bool isNew = holds && at == a.length;
                for (int k = 0; k < width; ++k) {
                    keyParts[u].values[k] = isNew ? key[lane * width + k] : 0.0F;
                    valueParts[u].values[k] = isNew ? wide(newValue[lane * width + k]) : 0.0F;
                }
            }
        }
#pragma unroll
        for (int u = 0; u < ahead; ++u) {
            float score = 0;
            for (int k = 0; k < width; ++k)
                score += q[k] * keyParts[u].values[k];
            for (int distance = lanes / 2; distance > 0; distance /= 2)
                score += __shfl_xor_sync(0xffffffffU, score, distance);
            if (start + int64(u) * groups + group >= last)
                continue;
            const float top = score > own.top ? score : own.top;
            const float before = weightOf(own.top, top), now = expf(score - top);
            own = SoftmaxPart{top, own.sum * before + now};
            for (int k = 0; k < width; ++k)
                weighted[k] = weighted[k] * before + now * valueParts[u].values[k];
        }
    }
    for (int k = 0; k < width; ++k)
        merged[threadIdx.x * width + k] = weighted[k];
    if (lane == 0)
        groupsOf[group] = own;
    __syncthreads();

    float top = minusInfinity();
    for (int i = 0; i < groups; ++i)
        top = groupsOf[i].top > top ? groupsOf[i].top : top;
    float sum = 0;
    for (int i = 0; i < groups; ++i)
        sum += groupsOf[i].sum * weightOf(groupsOf[i].top, top);
    T* out = static_cast<T*>(a.out) + (int64(row) * a.heads + head) * a.headDim;
    float* partial = a.partial + ((int64(row) * a.heads + head) * splits + split) * (a.headDim + 2);
    for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
        float total = 0;
        for (int j = 0; j < groups; ++j)
            total += merged[j * lanes * width + i] * weightOf(groupsOf[j].top, top);
        if (splits == 1)
            out[i] = narrow<T>(total / sum);
        else
            partial[2 + i] = total;
    }
    if (splits == 1)
        return;
    if (threadIdx.x == 0) {
        partial[0] = top;
        partial[1] = sum;
    }
    // The block that is done last puts the splits together.
    __threadfence();
    __syncthreads();
    int* done = a.done + int64(row) * a.heads + head;
    if (threadIdx.x == 0)
        isLast = atomicAdd(done, 1) == splits - 1;
    __syncthreads();
    if (!isLast)
        return;
    __threadfence();
    const volatile float* parts = a.partial + (int64(row) * a.heads + head) * splits * (a.headDim + 2);
    top = minusInfinity();
    for (int i = 0; i < splits; ++i)
        top = parts[i * (a.headDim + 2)] > top ? parts[i * (a.headDim + 2)] : top;
    sum = 0;
    for (int i = 0; i < splits; ++i)
        sum += parts[i * (a.headDim + 2) + 1] * weightOf(parts[i * (a.headDim + 2)], top);
    for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
        float total = 0;
        for (int j = 0; j < splits; ++j)
            total += parts[j * (a.headDim + 2) + 2 + i] * weightOf(parts[j * (a.headDim + 2)], top);
        out[i] = narrow<T>(total / sum);
    }
    if (threadIdx.x == 0)
        *done = 0;
}

#ifdef ICF_ELEMENT
extern "C" __global__ void decode_embed(DecodeEmbedArguments a) { decodeEmbed<ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(128) decode_attention(DecodeAttentionArguments a) { decodeAttention<ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_normed(DecodeProductArguments a) { decodeNormed<ICF_ELEMENT, ICF_ROWS, ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_scores(DecodeProductArguments a) { decodeNormed<ICF_ELEMENT, ICF_ROWS, float>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_gated(DecodeProductArguments a) { decodeGated<ICF_ELEMENT, ICF_ROWS>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_added(DecodeProductArguments a) { decodeAdded<ICF_ELEMENT, ICF_ROWS>(a); }
#endif

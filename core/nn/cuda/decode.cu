// One new token through the language model, at most kDecodeRows rows: five kernels a layer.  Decoding is bound by reading the weights once, and in small models
// by starting kernels, so whatever needs no other block is part of the product before or after it.  Rounds where core/lm/token_decoder.cpp does.

#ifndef ICF_CUDA_ON_CPU
extern __shared__ uint4 dynamicShared[];
#endif

template <class T> __device__ void decodeEmbed(const DecodeEmbedArguments& a)
{
    if (blockIdx.x == 0 && threadIdx.x == 0)
        *a.length = a.lengthBefore;
    const T* from = static_cast<const T*>(a.embedding) + a.ids[blockIdx.x] * a.hidden;
    T* to = static_cast<T*>(a.x) + int64(blockIdx.x) * a.hidden;
    for (int64 i = threadIdx.x; i < a.hidden; i += blockDim.x)
        to[i] = from[i];
}

/// A run of a weight's row in the registers of a warp.
template <class T> struct WeightRun {
    static constexpr int parts = 4, width = 32 * parts * Pack<T>::size;
    typename Pack<T>::Raw raw[parts];

    __device__ static int64 at(int part) { return (32 * part + int64(threadIdx.x % 32)) * Pack<T>::size; }
    /// From the element `start` on, as far as the row goes.
    __device__ void read(const T* row, int64 start, int64 size)
    {
#pragma unroll
        for (int u = 0; u < parts; ++u) {
            if (start + at(u) < size)
                raw[u] = Pack<T>::read(row + start + at(u));
        }
    }
    /// Adds its products with each row of x.
    template <int rows> __device__ void addProducts(const T* x, int64 start, int64 size, float (&sums)[rows]) const
    {
#pragma unroll
        for (int u = 0; u < parts; ++u) {
            if (start + at(u) >= size)
                continue;
            Pack<T> a;
            a.unpack(raw[u]);
#pragma unroll
            for (int row = 0; row < rows; ++row) {
                Pack<T> b;
                b.load(x + row * size + start + at(u));
                for (int k = 0; k < Pack<T>::size; ++k)
                    sums[row] += a.values[k] * b.values[k];
            }
        }
    }
};

/// Rows of a matrix (one, or two that are read together) times each row of x; the sums in every thread of the warp.  begun: the first runs, read already.
template <class T, int rows, int count> __device__ void dotRows(const T* const (&weights)[count], WeightRun<T> (&begun)[count], const T* x, int64 size,
                                                                float (&sums)[count][rows])
{
    for (int i = 0; i < count; ++i)
        for (int row = 0; row < rows; ++row)
            sums[i][row] = 0;
    for (int64 start = 0; start < size; start += WeightRun<T>::width) {
        if (start > 0) {
            for (int i = 0; i < count; ++i)
                begun[i].read(weights[i], start, size);
        }
        for (int i = 0; i < count; ++i)
            begun[i].addProducts(x, start, size, sums[i]);
    }
    for (int i = 0; i < count; ++i)
        for (int row = 0; row < rows; ++row)
            sums[i][row] = warpSum(sums[i][row]);
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

template <class T> __device__ float biased(const DecodeProductArguments& a, int64 output, float sum)
{
    return a.bias ? sum + wide(static_cast<const T*>(a.bias)[output]) : sum;
}

/// The outputs of a product, a warp for each: `prepare` makes the rows of x ready, `finish(output, sums)` takes what one thread is to do with the sums of
/// count rows of the matrix, which are a.outputs apart.
template <class T, int rows, int count, class Prepare, class Finish> __device__ void eachOutput(const DecodeProductArguments& a, Prepare prepare, Finish finish)
{
    const T* weight = static_cast<const T*>(a.weight);
    const int64 step = int64(gridDim.x) * (blockDim.x / 32);
    int64 output = int64(blockIdx.x) * (blockDim.x / 32) + threadIdx.x / 32;
    const T* weights[count];
    WeightRun<T> runs[count];
    const auto begin = [&] {
        for (int i = 0; i < count; ++i) {
            weights[i] = weight + (output + i * a.outputs) * a.inputs;
            runs[i].read(weights[i], 0, a.inputs);
        }
    };
    // Weights need nothing of the kernels before.
    if (output < a.outputs)
        begin();
    waitForPrevious();
    letNextStart();
    const T* x = prepare();
    while (output < a.outputs) {
        float sums[count][rows];
        dotRows<T, rows, count>(weights, runs, x, a.inputs, sums);
        if (threadIdx.x % 32 == 0)
            finish(output, sums);
        output += step;
        if (output < a.outputs)
            begin();
    }
}

template <class T, int rows, class Out> __device__ void decodeNormed(const DecodeProductArguments& a)
{
    eachOutput<T, rows, 1>(a, [&] { return normedRows<T, rows>(a); }, [&](int64 output, float (&sums)[1][rows]) {
        for (int row = 0; row < rows; ++row)
            static_cast<Out*>(a.y)[row * a.outputs + output] = narrow<Out>(rounded<T>(biased<T>(a, output, sums[0][row])));
    });
}

template <class T, int rows> __device__ void decodeGated(const DecodeProductArguments& a)
{
    eachOutput<T, rows, 2>(a, [&] { return normedRows<T, rows>(a); }, [&](int64 output, float (&sums)[2][rows]) {
        for (int row = 0; row < rows; ++row) {
            const float gate = rounded<T>(biased<T>(a, output, sums[0][row]));
            const float up = rounded<T>(biased<T>(a, output + a.outputs, sums[1][row]));
            static_cast<T*>(a.y)[row * a.outputs + output] = narrow<T>(rounded<T>(gate / (1.0F + expf(-gate))) * up);
        }
    });
}

template <class T, int rows> __device__ void decodeAdded(const DecodeProductArguments& a)
{
    eachOutput<T, rows, 1>(a, [&] { return static_cast<const T*>(a.x); }, [&](int64 output, float (&sums)[1][rows]) {
        for (int row = 0; row < rows; ++row) {
            T* y = static_cast<T*>(a.y) + row * a.outputs + output;
            *y = narrow<T>(wide(*y) + rounded<T>(biased<T>(a, output, sums[0][row])));
        }
    });
}

constexpr int kMaxHeadDim = 256;

/// The cosine and sine of each pair of a head at a position.
template <class T> __device__ void angles(const DecodeAttentionArguments& a, float position, float* cosines, float* sines)
{
    for (int i = threadIdx.x; a.frequencies && i < a.headDim / 2; i += blockDim.x) {
        const float angle = position * a.frequencies[i];
        cosines[i] = rounded<T>(cosf(angle) * a.attentionFactor);
        sines[i] = rounded<T>(sinf(angle) * a.attentionFactor);
    }
}

/// Brings one new head to where attention reads it, by one warp: normalised, then rotated by its position.
template <class T> __device__ void placeHead(const DecodeAttentionArguments& a, const T* from, const T* norm, const float* cosines, const float* sines, float* to)
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
        const float x = to[i], y = to[i + half];
        to[i] = rounded<T>(x * cosines[i] - y * sines[i]);
        to[i + half] = rounded<T>(y * cosines[i] + x * sines[i]);
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
    constexpr int width = Pack<T>::size, threads = 256, warps = threads / 32, ahead = 4;
    __shared__ float query[kMaxHeadDim], key[kMaxHeadDim], cosines[kMaxHeadDim / 2], sines[kMaxHeadDim / 2];
    __shared__ float merged[warps][kMaxHeadDim];
    __shared__ SoftmaxPart parts[threads];
    __shared__ int isLast;
    const int head = blockIdx.x, split = blockIdx.y, row = blockIdx.z, splits = gridDim.y, warp = threadIdx.x / 32;
    const int shared = a.heads / a.keyValueHeads, keyHead = head / shared;
    const int64 length = *a.length;
    const int64 base = (int64(row) * a.keyValueHeads + keyHead) * a.capacity * a.headDim;
    T* keys = static_cast<T*>(a.keys) + base;
    T* values = static_cast<T*>(a.values) + base;

    // The positions of this split, dealt to groups of lanes that hold a head together.
    const int64 end = length + 1;
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
    typename Pack<T>::Raw keyParts[ahead], valueParts[ahead];
    const auto read = [&](int64 start) {
#pragma unroll
        for (int u = 0; u < ahead; ++u) {
            const int64 at = start + int64(u) * groups + group;
            if (holds && at < last && at < length) {
                keyParts[u] = Pack<T>::read(keys + at * a.headDim + lane * width);
                valueParts[u] = Pack<T>::read(values + at * a.headDim + lane * width);
            }
        }
    };
    // What earlier tokens left, and the angles, need nothing of the kernel before.
    read(first);
    angles<T>(a, float(length - a.padding[row]) / a.positionFactor, cosines, sines);
    __syncthreads();
    waitForPrevious();
    letNextStart();

    const int64 joinedWidth = int64(a.heads + 2 * a.keyValueHeads) * a.headDim;
    const T* joined = static_cast<const T*>(a.joined) + row * joinedWidth;
    const T* newValue = joined + int64(a.heads + a.keyValueHeads + keyHead) * a.headDim;
    if (warp == 0)
        placeHead<T>(a, joined + int64(head) * a.headDim, static_cast<const T*>(a.queryNorm), cosines, sines, query);
    else if (warp == 1)
        placeHead<T>(a, joined + int64(a.heads + keyHead) * a.headDim, static_cast<const T*>(a.keyNorm), cosines, sines, key);
    __syncthreads();
    if (split == 0 && head % shared == 0) {
        for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
            keys[length * a.headDim + i] = narrow<T>(key[i]);
            values[length * a.headDim + i] = newValue[i];
        }
    }
    const float scale = rsqrtf(float(a.headDim));
    float q[width], weighted[width];
    for (int k = 0; k < width; ++k) {
        q[k] = holds ? query[lane * width + k] * scale : 0.0F;
        weighted[k] = 0;
    }
    SoftmaxPart own{minusInfinity(), 0};
    for (int64 start = first; start < last; start += int64(groups) * ahead) {
        if (start > first)
            read(start);
#pragma unroll
        for (int u = 0; u < ahead; ++u) {
            const int64 at = start + int64(u) * groups + group;
            Pack<T> keyPart, valuePart;
            if (holds && at < last && at < length) {
                keyPart.unpack(keyParts[u]);
                valuePart.unpack(valueParts[u]);
            } else {
                const bool isNew = holds && at == length;
                for (int k = 0; k < width; ++k) {
                    keyPart.values[k] = isNew ? key[lane * width + k] : 0.0F;
                    valuePart.values[k] = isNew ? wide(newValue[lane * width + k]) : 0.0F;
                }
            }
            float score = 0;
            for (int k = 0; k < width; ++k)
                score += q[k] * keyPart.values[k];
            for (int distance = lanes / 2; distance > 0; distance /= 2)
                score += __shfl_xor_sync(0xffffffffU, score, distance);
            if (at >= last)
                continue;
            const float top = score > own.top ? score : own.top;
            const float before = weightOf(own.top, top), now = expf(score - top);
            own = SoftmaxPart{top, own.sum * before + now};
            for (int k = 0; k < width; ++k)
                weighted[k] = weighted[k] * before + now * valuePart.values[k];
        }
    }
    // The groups of a warp, then the warps of the block.
    for (int distance = lanes; distance < 32; distance *= 2) {
        const SoftmaxPart other{__shfl_xor_sync(0xffffffffU, own.top, distance), __shfl_xor_sync(0xffffffffU, own.sum, distance)};
        const float top = other.top > own.top ? other.top : own.top;
        const float mine = weightOf(own.top, top), others = weightOf(other.top, top);
        own = SoftmaxPart{top, own.sum * mine + other.sum * others};
        for (int k = 0; k < width; ++k)
            weighted[k] = weighted[k] * mine + __shfl_xor_sync(0xffffffffU, weighted[k], distance) * others;
    }
    if (int(threadIdx.x % 32) < lanes && holds) {
        for (int k = 0; k < width; ++k)
            merged[warp][lane * width + k] = weighted[k];
    }
    if (threadIdx.x % 32 == 0)
        parts[warp] = own;
    __syncthreads();

    float top = minusInfinity(), sum = 0, factors[warps];
    for (int i = 0; i < warps; ++i)
        top = parts[i].top > top ? parts[i].top : top;
    for (int i = 0; i < warps; ++i) {
        factors[i] = weightOf(parts[i].top, top);
        sum += parts[i].sum * factors[i];
    }
    T* out = static_cast<T*>(a.out) + (int64(row) * a.heads + head) * a.headDim;
    float* partial = a.partial + ((int64(row) * a.heads + head) * splits + split) * (a.headDim + 2);
    for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
        float total = 0;
        for (int j = 0; j < warps; ++j)
            total += merged[j][i] * factors[j];
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
    const float* others = a.partial + (int64(row) * a.heads + head) * splits * (a.headDim + 2);
    for (int i = threadIdx.x; i < splits; i += blockDim.x)
        parts[i] = SoftmaxPart{__ldcg(others + i * (a.headDim + 2)), __ldcg(others + i * (a.headDim + 2) + 1)};
    __syncthreads();
    top = minusInfinity();
    for (int i = 0; i < splits; ++i)
        top = parts[i].top > top ? parts[i].top : top;
    sum = 0;
    for (int i = 0; i < splits; ++i)
        sum += parts[i].sum * weightOf(parts[i].top, top);
    for (int i = threadIdx.x; i < a.headDim; i += blockDim.x) {
        float total = 0;
#pragma unroll 4
        for (int j = 0; j < splits; ++j)
            total += __ldcg(others + j * (a.headDim + 2) + 2 + i) * weightOf(parts[j].top, top);
        out[i] = narrow<T>(total / sum);
    }
    if (threadIdx.x == 0)
        *done = 0;
}

#ifdef ICF_ELEMENT
extern "C" __global__ void decode_embed(DecodeEmbedArguments a) { decodeEmbed<ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_attention(DecodeAttentionArguments a) { decodeAttention<ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_normed(DecodeProductArguments a) { decodeNormed<ICF_ELEMENT, ICF_ROWS, ICF_ELEMENT>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_scores(DecodeProductArguments a) { decodeNormed<ICF_ELEMENT, ICF_ROWS, float>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_gated(DecodeProductArguments a) { decodeGated<ICF_ELEMENT, ICF_ROWS>(a); }
extern "C" __global__ void __launch_bounds__(256) decode_added(DecodeProductArguments a) { decodeAdded<ICF_ELEMENT, ICF_ROWS>(a); }
#endif

// The CUDA side of row_kernels.h: what one pass over rows computes between the large products.  Each function rounds where the CPU's does.

/// y = round((x + delta) · scale) · weight, one row a block; scale = 1 / sqrt(mean of squares + eps) is kept for the way back, and so is the sum when there
/// is a delta.
template <class T> __device__ void rmsNorm(const RmsNormArguments& a)
{
    const int64 row = blockIdx.x, first = row * a.size;
    const T* x = static_cast<const T*>(a.x) + first;
    const T* delta = a.delta ? static_cast<const T*>(a.delta) + first : nullptr;
    const T* weight = static_cast<const T*>(a.weight);
    T* sum = static_cast<T*>(a.sum) + (delta ? first : 0);
    T* y = static_cast<T*>(a.y) + first;
    float squares = 0;
    for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.size; i += int64(blockDim.x) * Pack<T>::size) {
        Pack<T> part;
        part.load(x + i);
        if (delta) {
            Pack<T> added;
            added.load(delta + i);
            for (int k = 0; k < Pack<T>::size; ++k)
                part.values[k] = rounded<T>(part.values[k] + added.values[k]);
            part.store(sum + i);
        }
        for (int k = 0; k < Pack<T>::size; ++k)
            squares += part.values[k] * part.values[k];
    }
    const float scale = rsqrtf(blockSum(squares) / float(a.size) + a.eps);
    if (threadIdx.x == 0 && a.scales)
        a.scales[row] = scale;
    const T* from = delta ? sum : x;
    for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.size; i += int64(blockDim.x) * Pack<T>::size) {
        Pack<T> part, factor;
        part.load(from + i);
        factor.load(weight + i);
        for (int k = 0; k < Pack<T>::size; ++k)
            part.values[k] = rounded<T>(part.values[k] * scale) * factor.values[k];
        part.store(y + i);
    }
}

/// result = scale · (g · weight − x · scale² · mean(g · weight · x)) + added, one row a block.
template <class T> __device__ void rmsNormBackward(const RmsNormBackwardArguments& a)
{
    const int64 first = int64(blockIdx.x) * a.size;
    const T* x = static_cast<const T*>(a.x) + first;
    const T* gradient = static_cast<const T*>(a.gradient) + first;
    const T* added = a.added ? static_cast<const T*>(a.added) + first : nullptr;
    const T* weight = static_cast<const T*>(a.weight);
    T* result = static_cast<T*>(a.result) + first;
    float products = 0;
    for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.size; i += int64(blockDim.x) * Pack<T>::size) {
        Pack<T> value, factor, g;
        value.load(x + i);
        factor.load(weight + i);
        g.load(gradient + i);
        for (int k = 0; k < Pack<T>::size; ++k)
            products += g.values[k] * factor.values[k] * value.values[k];
    }
    const float scale = a.scales[blockIdx.x];
    const float mean = blockSum(products) / float(a.size) * scale * scale;
    for (int64 i = int64(threadIdx.x) * Pack<T>::size; i < a.size; i += int64(blockDim.x) * Pack<T>::size) {
        Pack<T> value, factor, g;
        value.load(x + i);
        factor.load(weight + i);
        g.load(gradient + i);
        for (int k = 0; k < Pack<T>::size; ++k)
            g.values[k] = scale * (g.values[k] * factor.values[k] - value.values[k] * mean);
        if (added) {
            value.load(added + i);
            for (int k = 0; k < Pack<T>::size; ++k)
                g.values[k] += value.values[k];
        }
        g.store(result + i);
    }
}

/// Where the threads of a kernel without blocks of its own begin and how far apart their items are.
__device__ inline int64 firstItem() { return int64(blockIdx.x) * blockDim.x + threadIdx.x; }
__device__ inline int64 itemStep() { return int64(gridDim.x) * blockDim.x; }

template <class T> __device__ float siluOf(float gate) { return rounded<T>(gate / (1.0F + expf(-gate))); }

/// y = silu(gate) · up of joined rows [gate, up].
template <class T> __device__ void gatedSilu(const GatedSiluArguments& a)
{
    constexpr int width = Pack<T>::size;
    const int64 perRow = a.size / width;
    for (int64 item = firstItem(); item < a.rows * perRow; item += itemStep()) {
        const int64 row = item / perRow, i = item % perRow * width;
        const T* gateUp = static_cast<const T*>(a.gateUp) + 2 * row * a.size + i;
        Pack<T> gate, up;
        gate.load(gateUp);
        up.load(gateUp + a.size);
        for (int k = 0; k < width; ++k)
            gate.values[k] = siluOf<T>(gate.values[k]) * up.values[k];
        gate.store(static_cast<T*>(a.y) + row * a.size + i);
    }
}

/// Gradients of both halves.
template <class T> __device__ void gatedSiluBackward(const GatedSiluArguments& a)
{
    constexpr int width = Pack<T>::size;
    const int64 perRow = a.size / width;
    for (int64 item = firstItem(); item < a.rows * perRow; item += itemStep()) {
        const int64 row = item / perRow, i = item % perRow * width;
        const T* gateUp = static_cast<const T*>(a.gateUp) + 2 * row * a.size + i;
        T* result = static_cast<T*>(a.y) + 2 * row * a.size + i;
        Pack<T> gate, up, g;
        gate.load(gateUp);
        up.load(gateUp + a.size);
        g.load(static_cast<const T*>(a.gradient) + row * a.size + i);
        for (int k = 0; k < width; ++k) {
            const float x = gate.values[k], sigmoid = 1.0F / (1.0F + expf(-x));
            gate.values[k] = g.values[k] * up.values[k] * sigmoid * (1.0F + x * (1.0F - sigmoid));
            up.values[k] = g.values[k] * x * sigmoid;
        }
        gate.store(result);
        up.store(result + a.size);
    }
}

/// Moves one run of places of one head, rotated or not; see PlaceArguments.  Items are pieces of half a head.
template <class T> __device__ void placeHeads(const PlaceArguments& a)
{
    constexpr int width = Pack<T>::size;
    const int64 half = a.headDim / 2, perHead = half / width;
    int64 heads = 0;
    for (int part = 0; part < a.partCount; ++part)
        heads += a.parts[part].heads;
    for (int64 item = firstItem(); item < a.batch * a.length * heads * perHead; item += itemStep()) {
        const int64 i = item % perHead * width, at = item / perHead / heads % a.length, sample = item / perHead / heads / a.length;
        int64 head = item / perHead % heads;
        int part = 0;
        while (head >= a.parts[part].heads)
            head -= a.parts[part++].heads;
        const PlacePart& p = a.parts[part];
        // Ragged rows end early; what they hold lies one after the other.
        int64 row = at, target = p.targetBatch * sample + p.targetPlace * at;
        if (a.ends) {
            if (at >= a.ends[sample] - a.begins[sample])
                continue;
            target = p.targetPlace * (a.begins[sample] + at);
        }
        const T* from = static_cast<const T*>(p.source) + p.sourceBatch * sample;
        if (a.rows) {
            const int64 known = a.ends ? a.ends[sample] - a.begins[sample] - a.lastRows : a.length - a.lastRows;
            row = at < known ? a.rows[sample * a.rowsLength + at] : at - known;
            if (at >= known)
                from = static_cast<const T*>(p.last);
        }
        from += p.sourcePlace * row + p.sourceHead * head + i;
        T* to = static_cast<T*>(p.target) + target + p.targetHead * head + i;
        Pack<T> low, high;
        low.load(from);
        high.load(from + half);
        if (p.rotated) {
            const int64 angle = (sample * a.tableBatch + at) * a.headDim + i;
            Pack<T> cosLow, sinLow, cosHigh, sinHigh;
            cosLow.load(static_cast<const T*>(a.cos) + angle);
            sinLow.load(static_cast<const T*>(a.sin) + angle);
            cosHigh.load(static_cast<const T*>(a.cos) + angle + half);
            sinHigh.load(static_cast<const T*>(a.sin) + angle + half);
            for (int k = 0; k < width; ++k) {
                const float x = low.values[k], y = high.values[k];
                low.values[k] = x * cosLow.values[k] - a.sign * y * sinLow.values[k];
                high.values[k] = y * cosHigh.values[k] + a.sign * x * sinHigh.values[k];
            }
        }
        low.store(to);
        high.store(to + half);
    }
}

/// Scores a label, one row a block, as kernels::labelRow does; see LabelArguments.
template <class T> __device__ void labelRow(const LabelArguments& a)
{
    const int64 row = blockIdx.x;
    T* scores = static_cast<T*>(a.scores) + row * a.size;
    const T* teacher = a.teacher ? static_cast<const T*>(a.teacher) + row * a.size : nullptr;
    __shared__ float tops[32];
    __shared__ int64 places[32];
    /// The largest score of a row and, of equals, its first place: from the threads' own to all.
    const auto largest = [&](const T* values, int64* first) {
        float top = minusInfinity();
        int64 best = a.size;
        for (int64 i = threadIdx.x; i < a.size; i += blockDim.x) {
            const float value = wide(values[i]);
            if (value > top)
                top = value, best = i;
        }
        for (int distance = 16; distance > 0; distance /= 2) {
            const float other = __shfl_xor_sync(0xffffffffU, top, distance);
            const int64 otherBest = __shfl_xor_sync(0xffffffffU, best, distance);
            if (other > top || (other == top && otherBest < best))
                top = other, best = otherBest;
        }
        if (threadIdx.x % 32 == 0)
            tops[threadIdx.x / 32] = top, places[threadIdx.x / 32] = best;
        __syncthreads();
        for (int i = 0; i < int(blockDim.x) / 32; ++i) {
            if (tops[i] > top || (tops[i] == top && places[i] < best))
                top = tops[i], best = places[i];
        }
        __syncthreads();
        if (first)
            *first = best < a.size ? best : 0;
        return top;
    };
    const auto logSumOf = [&](const T* values, float least) {
        float sum = 0;
        for (int64 i = threadIdx.x; i < a.size; i += blockDim.x)
            sum += expf(wide(values[i]) - least);
        return logf(blockSum(sum));
    };
    int64 likeliest = 0;
    const float top = largest(scores, &likeliest);
    const float logSum = logSumOf(scores, top);
    const int64 label = a.labels[row];
    float loss = logSum - (wide(scores[label]) - top);
    float teacherTop = 0, teacherLogSum = 0, divergence = 0;
    if (teacher) {
        teacherTop = largest(teacher, nullptr);
        teacherLogSum = logSumOf(teacher, teacherTop);
        for (int64 i = threadIdx.x; i < a.size; i += blockDim.x) {
            const float wanted = wide(teacher[i]) - teacherTop - teacherLogSum;
            divergence += expf(wanted) * (wanted - (wide(scores[i]) - top - logSum));
        }
        divergence = blockSum(divergence);
        loss = a.alpha * loss + (1 - a.alpha) * divergence;
    }
    if (threadIdx.x == 0) {
        a.losses[row] = loss;
        a.likeliest[row] = likeliest;
        if (teacher)
            a.divergences[row] = divergence;
    }
    if (!a.gradient)
        return;
    // The loss of the label was read by all.
    __syncthreads();
    const float alpha = teacher ? a.alpha : 1;
    for (int64 i = threadIdx.x; i < a.size; i += blockDim.x) {
        float g = expf(wide(scores[i]) - top - logSum) - (i == label ? alpha : 0);
        if (teacher)
            g -= (1 - alpha) * expf(wide(teacher[i]) - teacherTop - teacherLogSum);
        scores[i] = narrow<T>(g);
    }
}

#ifdef ICF_ELEMENT
extern "C" __global__ void rms_norm(RmsNormArguments a) { rmsNorm<ICF_ELEMENT>(a); }
extern "C" __global__ void rms_norm_backward(RmsNormBackwardArguments a) { rmsNormBackward<ICF_ELEMENT>(a); }
extern "C" __global__ void gated_silu(GatedSiluArguments a) { gatedSilu<ICF_ELEMENT>(a); }
extern "C" __global__ void gated_silu_backward(GatedSiluArguments a) { gatedSiluBackward<ICF_ELEMENT>(a); }
extern "C" __global__ void place(PlaceArguments a) { placeHeads<ICF_ELEMENT>(a); }
extern "C" __global__ void label_row(LabelArguments a) { labelRow<ICF_ELEMENT>(a); }
#endif

// Element types of the CUDA kernels: float, and bfloat16 that is computed with as float.

typedef long long int64;

struct bfloat16 {
    unsigned short bits;
};

__device__ inline float minusInfinity() { return __uint_as_float(0xff800000U); }

__device__ inline float wide(float value) { return value; }
__device__ inline float wide(bfloat16 value) { return __uint_as_float(unsigned(value.bits) << 16); }

template <class T> __device__ inline T narrow(float value);
template <> __device__ inline float narrow<float>(float value) { return value; }
/// To the nearest, ties to even, as LibTorch rounds.
template <> __device__ inline bfloat16 narrow<bfloat16>(float value)
{
    const unsigned bits = __float_as_uint(value);
    if ((bits & 0x7fffffffU) > 0x7f800000U)
        return bfloat16{0x7fc0};
    return bfloat16{(unsigned short)((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16)};
}

/// As an operation of LibTorch leaves a value in a tensor of type T.
template <class T> __device__ inline float rounded(float value) { return wide(narrow<T>(value)); }

/// 16 bytes of a row, which one thread reads and writes at once; the address must be a multiple of 16.
template <class T> struct Pack;

template <> struct Pack<float> {
    static constexpr int size = 4;
    using Raw = float4;
    float values[size];
    __device__ static Raw read(const float* from) { return *reinterpret_cast<const float4*>(from); }
    __device__ void load(const float* from) { unpack(read(from)); }
    __device__ void unpack(const Raw& raw)
    {
        values[0] = raw.x, values[1] = raw.y, values[2] = raw.z, values[3] = raw.w;
    }
    __device__ void store(float* to) const { *reinterpret_cast<float4*>(to) = make_float4(values[0], values[1], values[2], values[3]); }
};

template <> struct Pack<bfloat16> {
    static constexpr int size = 8;
    using Raw = uint4;
    float values[size];
    __device__ static Raw read(const bfloat16* from) { return *reinterpret_cast<const uint4*>(from); }
    __device__ void load(const bfloat16* from) { unpack(read(from)); }
    __device__ void unpack(const Raw& raw)
    {
        const unsigned words[4] = {raw.x, raw.y, raw.z, raw.w};
        for (int i = 0; i < 4; ++i) {
            values[2 * i] = __uint_as_float(words[i] << 16);
            values[2 * i + 1] = __uint_as_float(words[i] & 0xffff0000U);
        }
    }
    __device__ void store(bfloat16* to) const
    {
        unsigned words[4];
        for (int i = 0; i < 4; ++i)
            words[i] = unsigned(narrow<bfloat16>(values[2 * i]).bits) | unsigned(narrow<bfloat16>(values[2 * i + 1]).bits) << 16;
        *reinterpret_cast<uint4*>(to) = make_uint4(words[0], words[1], words[2], words[3]);
    }
};

/// The sum over the threads of a warp, in each of them.
__device__ inline float warpSum(float value)
{
    for (int distance = 16; distance > 0; distance /= 2)
        value += __shfl_xor_sync(0xffffffffU, value, distance);
    return value;
}

/// The sum over all threads of a block, whose number is a multiple of 32, in each of them.
__device__ inline float blockSum(float value)
{
    __shared__ float sums[32];
    const int warps = int(blockDim.x) / 32;
    value = warpSum(value);
    if (threadIdx.x % 32 == 0)
        sums[threadIdx.x / 32] = value;
    __syncthreads();
    float sum = 0;
    for (int i = 0; i < warps; ++i)
        sum += sums[i];
    __syncthreads();
    return sum;
}

/// For kernels that are started before the one in front of them is done (Launch::overlaps): waits until it is, and its results can be read.  What stands before
/// may read weights only.
__device__ inline void waitForPrevious()
{
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
    asm volatile("griddepcontrol.wait;" ::: "memory");
#endif
}

/// Lets the next such kernel start, as far as there is room beside this one.
__device__ inline void letNextStart()
{
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
    asm volatile("griddepcontrol.launch_dependents;" ::: "memory");
#endif
}

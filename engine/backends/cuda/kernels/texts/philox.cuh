// Philox4x32-10 (Salmon et al., SC 2011), as engine/support/random.h computes it.
__device__ __forceinline__ void philox(u32 counter[4], u32 key0, u32 key1)
{
#pragma unroll
    for (int round = 0; round < 10; ++round) {
        const u64 left = (u64)0xD2511F53u * counter[0], right = (u64)0xCD9E8D57u * counter[2];
        const u32 c1 = counter[1], c3 = counter[3];
        counter[0] = (u32)(right >> 32) ^ c1 ^ key0;
        counter[1] = (u32)right;
        counter[2] = (u32)(left >> 32) ^ c3 ^ key1;
        counter[3] = (u32)left;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
}

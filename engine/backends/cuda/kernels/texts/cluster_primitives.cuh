// What the blocks of a cluster share, and what only instructions say. CLUSTER and THREADS are defined before.
#define WARPS (THREADS / 32)

__device__ __forceinline__ int clusterRank()
{
#if CLUSTER > 1
    u32 rank;
    asm volatile("mov.u32 %0, %%cluster_ctarank;" : "=r"(rank));
    return (int)rank;
#else
    return 0;
#endif
}

// Everything that any thread of the cluster has written before, in anyone's shared memory, is there for all afterwards.
__device__ __forceinline__ void clusterSync()
{
#if CLUSTER > 1
    asm volatile("barrier.cluster.arrive.release.aligned;\n\tbarrier.cluster.wait.acquire.aligned;" ::: "memory");
#else
    __syncthreads();
#endif
}

// An arrival: counts the bytes that other blocks write here, a phase of it for each step.
__device__ __forceinline__ void makeArrival(u64* arrival)
{
    asm volatile("mbarrier.init.shared::cta.b64 [%0], 1;" ::"r"((u32)__cvta_generic_to_shared(arrival)) : "memory");
}
__device__ __forceinline__ void arrivalsMade() // seen by all blocks after the next clusterSync()
{
    asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
}
// By one thread of the block, once for each phase.
__device__ __forceinline__ void expectBytes(u64* arrival, u32 bytes)
{
    asm volatile("{\n\t.reg .b64 state;\n\tmbarrier.arrive.expect_tx.shared::cta.b64 state, [%0], %1;\n\t}" ::"r"(
                     (u32)__cvta_generic_to_shared(arrival)),
                 "r"(bytes)
                 : "memory");
}
// Until all bytes of the phase (even: 0, odd: 1) are there.
__device__ __forceinline__ void waitFor(u64* arrival, u32 parity)
{
    asm volatile("{\n\t.reg .pred done;\n"
                 "again:\n\tmbarrier.try_wait.parity.acquire.cluster.shared::cta.b64 done, [%0], %1;\n\t"
                 "@!done bra again;\n\t}" ::"r"((u32)__cvta_generic_to_shared(arrival)),
                 "r"(parity)
                 : "memory");
}
// Four numbers to the same place in another block's shared memory, counted by its arrival.
__device__ __forceinline__ void sendTo(int block, float* place, float4 x, u64* arrival)
{
    u32 to, counter;
    asm("mapa.shared::cluster.u32 %0, %1, %2;" : "=r"(to) : "r"((u32)__cvta_generic_to_shared(place)), "r"(block));
    asm("mapa.shared::cluster.u32 %0, %1, %2;" : "=r"(counter) : "r"((u32)__cvta_generic_to_shared(arrival)), "r"(block));
    asm volatile("st.async.shared::cluster.mbarrier::complete_tx::bytes.v4.f32 [%0], {%1, %2, %3, %4}, [%5];" ::"r"(to),
                 "f"(x.x), "f"(x.y), "f"(x.z), "f"(x.w), "r"(counter)
                 : "memory");
}

// To shared memory, while the thread goes on.
__device__ __forceinline__ void copy16(void* to, const void* from)
{
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"((u32)__cvta_generic_to_shared(to)), "l"(from)
                 : "memory");
}
__device__ __forceinline__ void copy4(void* to, const void* from)
{
    asm volatile("cp.async.ca.shared.global [%0], [%1], 4;" ::"r"((u32)__cvta_generic_to_shared(to)), "l"(from)
                 : "memory");
}
__device__ __forceinline__ void copiesDone() // this thread's
{
    asm volatile("cp.async.wait_all;" ::: "memory");
}

// Rows that are a multiple of 16 bytes, by the copy engine; counted by an arrival of this block.
__device__ __forceinline__ void copyRow(void* to, const void* from, u32 bytes, u64* arrival)
{
    asm volatile("cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [%0], [%1], %2, [%3];" ::"r"(
                     (u32)__cvta_generic_to_shared(to)),
                 "l"(from), "r"(bytes), "r"((u32)__cvta_generic_to_shared(arrival))
                 : "memory");
}

// Right to two units in the last place, for all numbers, in a few instructions.
__device__ __forceinline__ float quotientOf(float a, float b)
{
    float q;
    asm("div.full.f32 %0, %1, %2;" : "=f"(q) : "f"(a), "f"(b));
    return q;
}
__device__ __forceinline__ float rootOf(float a)
{
    float root;
    asm("sqrt.approx.f32 %0, %1;" : "=f"(root) : "f"(a));
    return root;
}

// d += a · b for 16 × 8 times 8 × 8, over the lanes of a warp as the instruction has it.
__device__ __forceinline__ void multiplyTile(float (&d)[4], const u32 (&a)[4], const u32 (&b)[2])
{
    asm("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
        : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

// gates = projected + h · recurrent. As products: rows are gates, columns samples. A warp has the four gates of 8 units
// over one half of the inner dimension; the warp of the other half has the same, and each ends up with half of the
// samples.
extern "C" __global__ void __launch_bounds__(THREADS, 1)
    forward(const float* __restrict__ projected, const float* __restrict__ recurrent, const float* h0, const float* c0,
            float* h, float* c, float* gates, int samples, int length)
{
    // Two times those of all blocks; products read past them, and make nothing of it.
    __shared__ __align__(128) unsigned short states[(2 * CLUSTER + 1) * STATE_BLOCK + 8 * STATE_ROW];
    __shared__ __align__(16) float4 halfSums[WARPS][TILES][32];
    __shared__ float scales[8 * TILES]; // of the first states
    __shared__ __align__(8) u64 full[2];
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32, group = warp / 2, part = warp % 2;
    const u32 rank = rankInCluster();
    const int firstSample = blockIdx.x / CLUSTER * SAMPLES;
    const int unit = rank * OWN + group * 8 + lane / 4;
    const u32 barriers = sharedAddress(full);
    constexpr u32 blockBytes = STATE_BLOCK * 2, bufferBytes = CLUSTER * blockBytes;
    if (threadIdx.x == 0) {
        for (int k = 0; k < 2; ++k) {
            makeBarrier(barriers + 8 * k, 1);
            expectBytes(barriers + 8 * k, bufferBytes - blockBytes);
        }
    }
    u32 weights[2 * INNER][4]; // each step's two tiles of gates: input and forget, candidate and output
    const float scale = loadWeights(weights, 4 * UNITS, [&](int i, int j) {
        const int k = part * (UNITS / 2) + i / 2 * 16 + lane % 4 * 2 + j / 2 * 8, gate = i % 2 * 2 + j % 2;
        return recurrent + (k * 4 + gate) * UNITS + unit;
    });
    for (int s = warp; s < SAMPLES; s += WARPS) {
        const float* from = h0 + (firstSample + s) * UNITS;
        const bool isReal = firstSample + s < samples;
        float greatest = 0;
        for (int k = lane; k < UNITS; k += 32)
            greatest = fmaxf(greatest, isReal ? fabsf(from[k]) : 0);
        for (int step = 16; step > 0; step /= 2)
            greatest = fmaxf(greatest, __shfl_xor_sync(0xffffffffu, greatest, step));
        const float fits = scaleFor(greatest);
        for (int k = lane; k < UNITS; k += 32)
            states[k / OWN * STATE_BLOCK + stateAt(s, k % OWN / 8) + k % 8] =
                (unsigned short)pair(isReal ? from[k] * fits : 0, 0);
        if (lane == 0)
            scales[s] = fits;
    }
    float cell[TILES], input[TILES][4];
    int at[TILES]; // samples × length, of this thread's sample
    bool isReal[TILES];
#pragma unroll
    for (int n = 0; n < TILES; ++n) {
        const int local = n * 8 + lane % 4 * 2 + part, sample = firstSample + local;
        isReal[n] = local < SAMPLES && sample < samples;
        at[n] = sample * length;
        cell[n] = isReal[n] ? c0[sample * UNITS + unit] : 0;
#pragma unroll
        for (int gate = 0; gate < 4; ++gate)
            input[n][gate] = isReal[n] ? projected[(at[n] * 4 + gate) * UNITS + unit] : 0;
    }
    waitForCluster();
    const u32 statesHere = sharedAddress(states);

    for (int t = 0; t < length; ++t) {
        const u32 now = (u32)t & 1, next = now ^ 1;
        if (t > 0 && CLUSTER > 1) {
            waitForBytes(barriers + 8 * now, (u32)(t - 1) >> 1 & 1);
            if (threadIdx.x == 0)
                expectBytes(barriers + 8 * now, bufferBytes - blockBytes);
        }
        float sums[TILES][2][2][4] = {}; // odd and even steps apart: they need not wait for each other
#pragma unroll
        for (int k = 0; k < INNER; k += 2) {
            const int eight = part * (UNITS / 16) + k * 2 + lane / 8; // of the inner dimension
#pragma unroll
            for (int n = 0; n < TILES; ++n) {
                u32 b[4]; // of two steps; at the end of an odd number of them the second is not used
                load(b, statesHere + now * bufferBytes + eight / (OWN / 8) * blockBytes
                            + stateAt(n * 8 + lane % 8, eight % (OWN / 8)) * 2);
                multiply(sums[n][0][0], weights[2 * k], b[0], b[1]);
                multiply(sums[n][1][0], weights[2 * k + 1], b[0], b[1]);
                if (k + 1 < INNER) {
                    multiply(sums[n][0][1], weights[2 * k + 2], b[2], b[3]);
                    multiply(sums[n][1][1], weights[2 * k + 3], b[2], b[3]);
                }
            }
        }
        float own[TILES][4];
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            float other[4];
#pragma unroll
            for (int gate = 0; gate < 4; ++gate) {
                const int low = gate % 2 * 2;
                const float even = sums[n][gate / 2][0][low] + sums[n][gate / 2][1][low];
                const float odd = sums[n][gate / 2][0][low + 1] + sums[n][gate / 2][1][low + 1];
                own[n][gate] = part == 0 ? even : odd;
                other[gate] = part == 0 ? odd : even;
            }
            halfSums[warp][n][lane] = make_float4(other[0], other[1], other[2], other[3]);
        }
        asm volatile("bar.sync %0, 64;" ::"r"(1 + group) : "memory");
        float state[TILES], gate[TILES][4];
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            const float4 others = halfSums[warp ^ 1][n][lane];
            const float factor =
                inverse(scale) * inverse(t == 0 ? scales[n * 8 + lane % 4 * 2 + part] : STATE_SCALE);
            gate[n][0] = sigmoid(input[n][0] + (own[n][0] + others.x) * factor);
            gate[n][1] = sigmoid(input[n][1] + (own[n][1] + others.y) * factor);
            gate[n][2] = hyperbolicTangent(input[n][2] + (own[n][2] + others.z) * factor);
            gate[n][3] = sigmoid(input[n][3] + (own[n][3] + others.w) * factor);
            cell[n] = gate[n][1] * cell[n] + gate[n][0] * gate[n][2];
            state[n] = gate[n][3] * hyperbolicTangent(cell[n]);
        }
        if (t + 1 < length) {
#pragma unroll
            for (int n = 0; n < TILES; ++n) {
                const int local = n * 8 + lane % 4 * 2 + part;
                if (8 * TILES == SAMPLES || local < SAMPLES)
                    states[(next * CLUSTER + rank) * STATE_BLOCK + stateAt(local, group) + lane / 4] =
                        (unsigned short)pair(state[n] * STATE_SCALE, 0);
            }
            readyToSend();
            __syncthreads();
            const u32 to = threadIdx.x;
            if (to < CLUSTER && to != rank) {
                const u32 place = statesHere + next * bufferBytes + rank * blockBytes;
                send(addressAt(place, to), place, blockBytes, addressAt(barriers + 8 * next, to));
            }
        }
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            if (!isReal[n])
                continue;
            float* g = gates + at[n] * 4 * UNITS + unit;
#pragma unroll
            for (int k = 0; k < 4; ++k) {
                __stcs(g + k * UNITS, gate[n][k]);
                if (t + 1 < length)
                    input[n][k] = projected[((at[n] + 1) * 4 + k) * UNITS + unit];
                if (t + AHEAD < length)
                    prefetch(projected + ((at[n] + AHEAD) * 4 + k) * UNITS + unit);
            }
            c[at[n] * UNITS + unit] = cell[n];
            h[at[n] * UNITS + unit] = state[n];
            ++at[n];
        }
    }
    waitForCluster(); // nobody goes while others may still write into its memory
}

#define GATES (4 * OWN) // of a block
#define GATE_PITCH (GATES + 8) // halves
#define ROWS ((CLUSTER + 3) / 4) // tiles of 16 units that a warp has sums of
#define TILE (SAMPLES * 16) // sums of a tile: pairs of samples, rows of 8, halves of the tile, samples of the pair

// Down the sequence: the gradients of a block's own gates, times its part of the weights, are its share of the gradient
// of all states before; the owners of those add the shares up. As products: rows are units (of all blocks), columns
// samples; a warp has ROWS tiles of 16 rows, which are the units 2 · row and, in its lower half, 2 · row + 1.
extern "C" __global__ void __launch_bounds__(THREADS, 1)
    backward(const float* __restrict__ recurrent, const float* __restrict__ c0, const float* __restrict__ c,
             const float* __restrict__ gates, const float* __restrict__ dh, const float* __restrict__ dc,
             float* dProjected, float* dh0, float* dc0, int samples, int length)
{
    extern __shared__ __align__(128) unsigned char memory[];
    float* const shares = (float*)memory; // [2][CLUSTER][OWN / 16][TILE], from all blocks
    float* const leaving = shares + 2 * SAMPLES * UNITS; // [2][UNITS / 16][TILE], to all blocks
    unsigned short* const halved = (unsigned short*)(leaving + 2 * SAMPLES * UNITS); // [8 * TILES][GATE_PITCH]
    __shared__ float greatest[OWN / 16][8 * TILES];
    __shared__ __align__(8) u64 full[2];
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    const u32 rank = rankInCluster();
    const int firstSample = blockIdx.x / CLUSTER * SAMPLES;
    // 128 threads take the sums of a tile in their order.
    const int ownTile = threadIdx.x / 128, ownUnit = ownTile * 16 + lane / 4 * 2 + lane / 2 % 2;
    const int unit = rank * OWN + ownUnit, firstColumn = warp % 4 * 2 + lane % 2;
    const u32 barriers = sharedAddress(full);
    constexpr u32 shareBytes = SAMPLES * (UNITS - OWN) * 4; // that come from others
    if (threadIdx.x == 0) {
        for (int k = 0; k < 2; ++k) {
            makeBarrier(barriers + 8 * k, 1 + OWN / 16); // and this block's own tiles
            expectBytes(barriers + 8 * k, shareBytes);
        }
    }
    constexpr int steps = GATES / 16;
    u32 weights[ROWS * steps][4];
    const float scale = loadWeights(weights, 1, [&](int i, int j) -> const float* {
        const int tile = warp * ROWS + i / steps;
        const int k = i % steps * 16 + lane % 4 * 2 + j / 2 * 8;
        if (CLUSTER < 4 && tile >= UNITS / 16)
            return nullptr;
        return recurrent + ((tile * 16 + lane / 4 * 2 + j % 2) * 4 + k / OWN) * UNITS + rank * OWN + k % OWN;
    });
    struct Step {
        float gate[4], cell, dh, dc;
    };
    Step step[TILES];
    float dCell[TILES], dState[TILES];
    int at[TILES];
    bool isReal[TILES];
    const auto read = [&](Step& to, int position) {
#pragma unroll
        for (int k = 0; k < 4; ++k)
            to.gate[k] = gates[(position * 4 + k) * UNITS + unit];
        to.dh = dh[position * UNITS + unit];
        to.dc = dc[position * UNITS + unit];
    };
#pragma unroll
    for (int n = 0; n < TILES; ++n) {
        const int local = n * 8 + firstColumn, sample = firstSample + local;
        isReal[n] = local < SAMPLES && sample < samples;
        at[n] = sample * length + length - 1;
        dCell[n] = dState[n] = 0;
        step[n] = {};
        if (isReal[n]) {
            read(step[n], at[n]);
            step[n].cell = c[at[n] * UNITS + unit];
        }
    }
    for (int i = threadIdx.x; i < 8 * TILES * GATE_PITCH; i += THREADS)
        halved[i] = 0; // samples that are not there
    waitForCluster();
    const u32 halvedHere = sharedAddress(halved), sharesHere = sharedAddress(shares);
    const u32 leavingHere = sharedAddress(leaving);
    const u32 row = halvedHere + (lane % 8 * GATE_PITCH + lane / 8 * 8) * 2;
    const auto shareAt = [&](u32 buffer, int tile) { // of this block, at whoever owns the tile
        return ((buffer * CLUSTER + rank) * (OWN / 16) + tile % (OWN / 16)) * TILE;
    };
    const auto addShares = [&](u32 buffer) {
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            float sum = 0;
            if (8 * TILES == SAMPLES || n * 8 + firstColumn < SAMPLES) {
#pragma unroll
                for (int from = 0; from < CLUSTER; ++from)
                    sum += shares[((buffer * CLUSTER + from) * (OWN / 16) + ownTile) * TILE + n * 128 + threadIdx.x % 128];
            }
            dState[n] = sum;
        }
    };

    for (int t = length - 1; t >= 0; --t) {
        const u32 done = (u32)(length - 1 - t), next = done & 1, now = next ^ 1; // steps done; buffers
        if (done > 0) {
            waitForBytes(barriers + 8 * now, (done - 1) >> 1 & 1);
            if (threadIdx.x == 0)
                expectBytes(barriers + 8 * now, shareBytes);
            addShares(now);
        }
        float d[TILES][4];
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            const int local = n * 8 + firstColumn;
            float before = 0;
            if (isReal[n])
                before = t == 0 ? c0[(firstSample + local) * UNITS + unit] : c[(at[n] - 1) * UNITS + unit];
            const float in = step[n].gate[0], forget = step[n].gate[1], candidate = step[n].gate[2];
            const float out = step[n].gate[3], squashed = hyperbolicTangent(step[n].cell);
            const float dH = step[n].dh + dState[n];
            const float dC = step[n].dc + dCell[n] + dH * out * (1 - squashed * squashed);
            d[n][0] = dC * candidate * in * (1 - in);
            d[n][1] = dC * before * forget * (1 - forget);
            d[n][2] = dC * in * (1 - candidate * candidate);
            d[n][3] = dH * squashed * out * (1 - out);
            dCell[n] = dC * forget;
            step[n].cell = before;
            float most = fmaxf(fmaxf(fabsf(d[n][0]), fabsf(d[n][1])), fmaxf(fabsf(d[n][2]), fabsf(d[n][3])));
#pragma unroll
            for (int other = 2; other < 32; other *= 2)
                most = fmaxf(most, __shfl_xor_sync(0xffffffffu, most, other));
            if (lane < 2)
                greatest[ownTile][local] = most;
        }
        __syncthreads();
        const auto scaleOf = [&](int column) {
            float most = 0;
#pragma unroll
            for (int k = 0; k < OWN / 16; ++k)
                most = fmaxf(most, greatest[k][column]);
            return scaleFor(most);
        };
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            const int local = n * 8 + firstColumn;
            if (8 * TILES != SAMPLES && local >= SAMPLES)
                continue;
            const float fits = scaleOf(local);
            unsigned short* to = halved + local * GATE_PITCH + ownUnit;
#pragma unroll
            for (int k = 0; k < 4; ++k)
                to[k * OWN] = (unsigned short)pair(d[n][k] * fits, 0);
        }
        __syncthreads();
        float sums[ROWS][TILES][4] = {};
#pragma unroll
        for (int k = 0; k < steps; k += 2) {
#pragma unroll
            for (int n = 0; n < TILES; ++n) {
                u32 b[4];
                load(b, row + n * 8 * GATE_PITCH * 2 + k * 32);
#pragma unroll
                for (int r = 0; r < ROWS; ++r)
                    multiply(sums[r][n], weights[r * steps + k], b[0], b[1]);
#pragma unroll
                for (int r = 0; r < ROWS; ++r)
                    multiply(sums[r][n], weights[r * steps + k + 1], b[2], b[3]);
            }
        }
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            const int pair = n * 4 + lane % 4;
            if (8 * TILES != SAMPLES && pair >= SAMPLES / 2)
                continue;
            const float even = inverse(scale) * inverse(scaleOf(pair * 2));
            const float odd = inverse(scale) * inverse(scaleOf(pair * 2 + 1));
#pragma unroll
            for (int r = 0; r < ROWS; ++r) {
                const int tile = warp * ROWS + r;
                float* const to = tile / (OWN / 16) == rank ? shares + shareAt(next, tile)
                                                            : leaving + (next * (UNITS / 16) + tile) * TILE;
                if (CLUSTER >= 4 || tile < UNITS / 16)
                    ((float4*)to)[pair * 8 + lane / 4] =
                        make_float4(sums[r][n][0] * even, sums[r][n][1] * odd, sums[r][n][2] * even, sums[r][n][3] * odd);
            }
        }
        readyToSend();
        __syncwarp();
        const int tile = warp * ROWS + lane;
        if (lane < ROWS && tile < UNITS / 16) {
            const int to = tile / (OWN / 16);
            if (to == rank)
                arrive(barriers + 8 * next);
            else
                send(addressAt(sharesHere + shareAt(next, tile) * 4, to),
                     leavingHere + (next * (UNITS / 16) + tile) * TILE * 4, TILE * 4,
                     addressAt(barriers + 8 * next, to));
        }
#pragma unroll
        for (int n = 0; n < TILES; ++n) {
            if (!isReal[n])
                continue;
#pragma unroll
            for (int k = 0; k < 4; ++k)
                dProjected[(at[n] * 4 + k) * UNITS + unit] = d[n][k];
            --at[n];
            if (t > 0)
                read(step[n], at[n]);
            if (t > AHEAD) {
                const int ahead = at[n] + 1 - AHEAD;
#pragma unroll
                for (int k = 0; k < 4; ++k)
                    prefetch(gates + (ahead * 4 + k) * UNITS + unit);
                prefetch(dh + ahead * UNITS + unit);
                prefetch(dc + ahead * UNITS + unit);
                prefetch(c + (ahead - 1) * UNITS + unit);
            }
        }
    }
    const u32 last = (u32)length & 1 ^ 1;
    waitForBytes(barriers + 8 * last, (u32)(length - 1) >> 1 & 1);
    addShares(last);
#pragma unroll
    for (int n = 0; n < TILES; ++n) {
        const int sample = firstSample + n * 8 + firstColumn;
        if (isReal[n]) {
            dh0[sample * UNITS + unit] = dState[n];
            dc0[sample * UNITS + unit] = dCell[n];
        }
    }
    waitForCluster();
}

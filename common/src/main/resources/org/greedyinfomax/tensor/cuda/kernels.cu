// The kernels of CudaEngine: what CUDA C++ and C++ have in common, behind the names below. Tests
// compile the same file with g++ and run it on the CPU, the threads of a block in random order.
//
// No sum depends on the order in which blocks or threads run. Matrices are rows of numbers that
// lie side by side, so many numbers ("stride") from the start of one row to the next's. The
// numbers of a launch are fewer than 2^31.

#ifndef EMULATED
#define KERNEL extern "C" __global__ void __launch_bounds__(256)
#define SHARED __shared__
#define DEVICE __device__ static inline
#define BLOCK ((int) blockIdx.x)
#define BLOCKS ((int) gridDim.x)
#define THREAD ((int) threadIdx.x)
#define THREADS ((int) blockDim.x)
#define BARRIER __syncthreads()
#endif

#ifdef DOUBLE
typedef double real;
DEVICE real exp_of(real x) { return exp(x); }
DEVICE real tanh_of(real x) { return tanh(x); }
DEVICE real root_of(real x) { return sqrt(x); }
#else
typedef float real;
DEVICE real exp_of(real x) { return expf(x); }
DEVICE real tanh_of(real x) { return tanhf(x); }
DEVICE real root_of(real x) { return sqrtf(x); }
#endif

DEVICE real sigmoid(real x) { return 1 / (1 + exp_of(-x)); }
DEVICE int least(int a, int b) { return a < b ? a : b; }
DEVICE int most(int a, int b) { return a > b ? a : b; }

// Every number of a matrix of so many rows and columns once, each by one thread.
#define OVER(rows, columns) \
  for (unsigned i = (unsigned) BLOCK * THREADS + THREAD, numbers = (unsigned) (rows) * (columns); \
       i < numbers; i += (unsigned) BLOCKS * THREADS)
#define ROW(x, stride, columns) (x + (long) (i / (columns)) * (stride))
#define CELL(x, stride, columns) ROW(x, stride, columns)[i % (columns)]

// Elementwise.

KERNEL fill(real *x, int stride, int rows, int columns, double value) {
  OVER(rows, columns) CELL(x, stride, columns) = (real) value;
}

KERNEL copy(const real *from, int strideFrom, real *to, int strideTo, int rows, int columns) {
  OVER(rows, columns) CELL(to, strideTo, columns) = CELL(from, strideFrom, columns);
}

KERNEL add(const real *from, int strideFrom, real *to, int strideTo, int rows, int columns) {
  OVER(rows, columns) CELL(to, strideTo, columns) += CELL(from, strideFrom, columns);
}

KERNEL add_bias(const real *bias, real *x, int stride, int rows, int columns) {
  OVER(rows, columns) CELL(x, stride, columns) += bias[i % columns];
}

// NaN stays.
DEVICE real rectified(real x) { return x < 0 ? 0 : x; }

KERNEL add_bias_relu(const real *bias, real *x, int stride, int rows, int columns) {
  OVER(rows, columns) {
    real *cell = &CELL(x, stride, columns);
    *cell = rectified(*cell + bias[i % columns]);
  }
}

KERNEL relu(const real *from, int strideFrom, real *to, int strideTo, int rows, int columns) {
  OVER(rows, columns) CELL(to, strideTo, columns) = rectified(CELL(from, strideFrom, columns));
}

KERNEL relu_gradient(const real *y, int strideY, real *dy, int strideDy, int rows, int columns) {
  OVER(rows, columns) if (!(CELL(y, strideY, columns) > 0)) CELL(dy, strideDy, columns) = 0;
}

KERNEL adam(const real *gradient, real *first, real *second, real *value, int size, double stepSize,
            double beta1, double beta2, double secondCorrection, double epsilon) {
  real keepMean = (real) beta1, newMean = (real) (1 - beta1);
  real keepSquare = (real) beta2, newSquare = (real) (1 - beta2);
  real perRoot = (real) (1 / secondCorrection), small = (real) epsilon, step = (real) stepSize;
  OVER(1, size) {
    real g = gradient[i];
    real mean = keepMean * first[i] + newMean * g;
    real square = keepSquare * second[i] + newSquare * (g * g);
    first[i] = mean;
    second[i] = square;
    value[i] -= step * mean / (root_of(square) * perRoot + small);
  }
}

#define SIDE 32 // of a tile that is turned
#define LINES 8 // of it that a block of 256 threads takes at a time

KERNEL transpose(const real *from, int strideFrom, real *to, int strideTo, int rows, int columns) {
  SHARED real tile[SIDE * (SIDE + 1)];
  int across = (columns - 1) / SIDE + 1;
  int row0 = BLOCK / across * SIDE, column0 = BLOCK % across * SIDE;
  int place = THREAD % SIDE;
  for (int line = THREAD / SIDE; line < SIDE; line += LINES)
    if (row0 + line < rows && column0 + place < columns)
      tile[line * (SIDE + 1) + place] = from[(long) (row0 + line) * strideFrom + column0 + place];
  BARRIER;
  for (int line = THREAD / SIDE; line < SIDE; line += LINES)
    if (column0 + line < columns && row0 + place < rows)
      to[(long) (column0 + line) * strideTo + row0 + place] = tile[place * (SIDE + 1) + line];
}

// Sums: of parts that shapes alone decide.

// parts[p, c] = the sum of column c over part p of the rows. A block for each part and 32 columns.
KERNEL column_parts(const real *x, int stride, int rows, int columns, int perPart, real *parts) {
  SHARED real sums[256];
  int across = (columns - 1) / SIDE + 1;
  int part = BLOCK / across, column = BLOCK % across * SIDE + THREAD % SIDE;
  int end = least(rows, (part + 1) * perPart);
  real sum = 0;
  if (column < columns)
    for (int r = part * perPart + THREAD / SIDE; r < end; r += LINES) sum += x[(long) r * stride + column];
  sums[THREAD] = sum;
  for (int span = LINES / 2; span > 0; span /= 2) {
    BARRIER;
    if (THREAD / SIDE < span) sums[THREAD] += sums[THREAD + span * SIDE];
  }
  if (THREAD < SIDE && column < columns) parts[(long) part * columns + column] = sums[THREAD];
}

// sums[c] += the sum of column c, a thread for each.
KERNEL add_columns(const real *x, int stride, int rows, int columns, real *sums) {
  OVER(1, columns) {
    double sum = 0;
    for (int r = 0; r < rows; r++) sum += x[(long) r * stride + i];
    sums[i] = (real) (sums[i] + sum);
  }
}

// The sum of what every thread of a block brings, a power of two of them; for the first alone.
DEVICE double sum_of_block(double mine, double *sums) {
  sums[THREAD] = mine;
  for (int span = THREADS / 2; span > 0; span /= 2) {
    BARRIER;
    if (THREAD < span) sums[THREAD] += sums[THREAD + span];
  }
  return THREAD == 0 ? sums[0] : 0; // negatives would read what the first may be writing
}

// parts[b] = the sum of the squares in block b.
KERNEL squares(const real *x, int stride, int rows, int columns, double *parts) {
  SHARED double sums[256];
  double sum = 0;
  OVER(rows, columns) {
    double cell = CELL(x, stride, columns);
    sum += cell * cell;
  }
  sum = sum_of_block(sum, sums);
  if (THREAD == 0) parts[BLOCK] = sum;
}

// to[b] = the sum over p of parts[p, b], a block for each.
KERNEL sum_parts(const double *parts, int count, double *to) {
  SHARED double sums[256];
  double sum = 0;
  for (int p = THREAD; p < count; p += THREADS) sum += parts[(long) p * BLOCKS + BLOCK];
  sum = sum_of_block(sum, sums);
  if (THREAD == 0) to[BLOCK] = sum;
}

// Half precision; see Half, whose arithmetic this is.

#ifdef EMULATED
DEVICE unsigned bits_of(float x) { unsigned bits; memcpy(&bits, &x, 4); return bits; }
DEVICE float float_of(unsigned bits) { float x; memcpy(&x, &bits, 4); return x; }
#else
DEVICE unsigned bits_of(float x) { return __float_as_uint(x); }
DEVICE float float_of(unsigned bits) { return __uint_as_float(bits); }
#endif

#define BIAS 5.192296858534828e+33f // 2^112

DEVICE unsigned half_of(float x) {
  unsigned bits = bits_of(x), magnitude = bits & 0x7fffffffu;
  float fourfold = float_of(magnitude) * BIAS * (4 / BIAS);
  unsigned exponent = magnitude & 0x7f800000u;
  float power = float_of((exponent > 0x38800000u ? exponent : 0x38800000u) + 0x07800000u);
  unsigned rounded = bits_of(power + fourfold);
  unsigned kept = ((rounded >> 13) & 0x7c00u) + (rounded & 0xfffu);
  return ((bits >> 16) & 0x8000u) | (magnitude > 0x7f800000u ? 0x7e00u : kept);
}

DEVICE float number_of(unsigned half) {
  unsigned sign = (half & 0x8000u) << 16, magnitude = half & 0x7fffu;
  if (magnitude >= 0x7c00u) return float_of(sign | 0x7f800000u | (magnitude << 13));
  return float_of(sign | (magnitude << 13)) * BIAS;
}

// Sets the flag if a number is infinite afterwards.
KERNEL round_half(real *x, int size, double *flag) {
  OVER(1, size) {
    unsigned half = half_of((float) x[i]);
    x[i] = number_of(half);
    if ((half & 0x7fffu) == 0x7c00u) *flag = 1;
  }
}

KERNEL store_half(const real *x, int size, unsigned short *halves) {
  OVER(1, size) halves[i] = (unsigned short) half_of((float) x[i]);
}

KERNEL load_half(const unsigned short *halves, int size, real *x) {
  OVER(1, size) x[i] = number_of(halves[i]);
}

// Gates.

KERNEL gru_step(const real *x, int strideX, const real *s, int strideS, const real *before,
                int strideBefore, real *gates, int strideGates, real *state, int strideState,
                int batch, int hidden) {
  OVER(batch, hidden) {
    int k = (int) (i % hidden);
    const real *fromInput = ROW(x, strideX, hidden) + k, *fromState = ROW(s, strideS, hidden) + k;
    real r = sigmoid(fromInput[0] + fromState[0]);
    real u = sigmoid(fromInput[hidden] + fromState[hidden]);
    real stateN = fromState[2 * hidden];
    real n = tanh_of(fromInput[2 * hidden] + r * stateN);
    real *saved = ROW(gates, strideGates, hidden) + k;
    saved[0] = r;
    saved[hidden] = u;
    saved[2 * hidden] = n;
    saved[3 * hidden] = stateN;
    CELL(state, strideState, hidden) = (1 - u) * n + u * CELL(before, strideBefore, hidden);
  }
}

KERNEL gru_gradient(const real *gates, int strideGates, const real *before, int strideBefore,
                    const real *dState, int strideDState, real *dx, int strideDx, real *ds,
                    int strideDs, real *dBefore, int strideDBefore, int batch, int hidden) {
  OVER(batch, hidden) {
    int k = (int) (i % hidden);
    const real *saved = ROW(gates, strideGates, hidden) + k;
    real r = saved[0], u = saved[hidden], n = saved[2 * hidden], stateN = saved[3 * hidden];
    real dh = CELL(dState, strideDState, hidden);
    real dn = dh * (1 - u) * (1 - n * n);
    real du = dh * (CELL(before, strideBefore, hidden) - n) * u * (1 - u);
    real dr = dn * stateN * r * (1 - r);
    real *toInput = ROW(dx, strideDx, hidden) + k, *toState = ROW(ds, strideDs, hidden) + k;
    toInput[0] = dr;
    toState[0] = dr;
    toInput[hidden] = du;
    toState[hidden] = du;
    toInput[2 * hidden] = dn;
    toState[2 * hidden] = dn * r;
    CELL(dBefore, strideDBefore, hidden) = dh * u;
  }
}

KERNEL gate(real *x, int strideX, real *y, int strideY, int rows, int channels) {
  OVER(rows, channels) {
    real *pair = ROW(x, strideX, channels) + i % channels;
    real t = tanh_of(pair[0]), s = sigmoid(pair[channels]);
    pair[0] = t;
    pair[channels] = s;
    CELL(y, strideY, channels) = t * s;
  }
}

KERNEL gate_gradient(real *gates, int strideGates, const real *dy, int strideDy, int rows, int channels) {
  OVER(rows, channels) {
    real *pair = ROW(gates, strideGates, channels) + i % channels;
    real t = pair[0], s = pair[channels], d = CELL(dy, strideDy, channels);
    pair[0] = d * s * (1 - t * t);
    pair[channels] = d * t * s * (1 - s);
  }
}

// Windows of images [images, height, width, in], numbered image by image, row by row.

KERNEL im2col(const real *images, int height, int width, int in, int kernelRows, int kernelColumns,
              int step, int above, int beside, int outputRows, int outputColumns, int start,
              real *columns, int stride, int count) {
  int length = kernelRows * kernelColumns * in;
  OVER(count, length) {
    int place = (int) (i % length), window = start + (int) (i / length);
    int line = window / outputColumns;
    int row = line % outputRows * step - above + place / in / kernelColumns;
    int column = window % outputColumns * step - beside + place / in % kernelColumns;
    bool isInside = row >= 0 && row < height && column >= 0 && column < width;
    long image = line / outputRows;
    CELL(columns, stride, length) =
        isInside ? images[((image * height + row) * width + column) * in + place % in] : 0;
  }
}

// Adds to every number of some images what windows start to start + count have for it, in the
// order of windows.
KERNEL col2im(real *images, int image0, int imageCount, int height, int width, int in,
                int kernelRows, int kernelColumns, int step, int above, int beside, int outputRows,
                int outputColumns, int start, const real *columns, int stride, int count) {
  images += (long) image0 * height * width * in;
  OVER(imageCount * height, width * in) {
    int channel = (int) (i % in), column = (int) (i / in % width) + beside;
    int row = (int) (i / in / width % height) + above;
    int image = image0 + (int) (i / in / width / height);
    int top = most(0, (row - kernelRows + step) / step), bottom = least(outputRows - 1, row / step);
    int left = most(0, (column - kernelColumns + step) / step);
    int right = least(outputColumns - 1, column / step);
    real sum = images[i];
    for (int r = top; r <= bottom; r++) {
      for (int c = left; c <= right; c++) {
        int window = (image * outputRows + r) * outputColumns + c - start;
        int tap = (row - r * step) * kernelColumns + column - c * step;
        if (window >= 0 && window < count) sum += columns[(long) window * stride + tap * in + channel];
      }
    }
    images[i] = sum;
  }
}

// Rows that indices name.

KERNEL gather_rows(const real *from, int strideFrom, const int *which, real *to, int strideTo, int rows, int columns) {
  OVER(rows, columns)
    CELL(to, strideTo, columns) = from[(long) which[i / columns] * strideFrom + i % columns];
}

// Row named[n] += the rows order[starts[n]] to order[starts[n + 1]], one after the other.
KERNEL scatter_rows(const real *from, int strideFrom, const int *named, const int *starts,
                    const int *order, real *to, int strideTo, int rows, int columns) {
  OVER(rows, columns) {
    int n = (int) (i / columns), c = (int) (i % columns);
    real *cell = to + (long) named[n] * strideTo + c;
    real sum = *cell;
    for (int q = starts[n]; q < starts[n + 1]; q++) sum += from[(long) order[q] * strideFrom + c];
    *cell = sum;
  }
}

// Logits of one prediction become the gradients of its weighted loss; adds loss and hits to sums.
DEVICE void softmax(real *logits, int choices, int right, double weight, double *loss, double *hit) {
  double highest = logits[0];
  for (int j = 1; j < choices; j++) {
    double s = logits[j];
    if (s > highest || s != s) highest = s; // NaN stays
  }
  double total = 0, positive = logits[right];
  int ties = 0;
  for (int j = 0; j < choices; j++) {
    double s = logits[j];
    ties += s == highest;
    total += exp(s - highest);
  }
  for (int j = 0; j < choices; j++) {
    double probability = exp(logits[j] - highest) / total;
    logits[j] = (real) (weight * (j == right ? probability - 1 : probability));
  }
  *loss += weight * (log(total) - (positive - highest));
  if (!(positive < highest) && ties > 0) *hit += weight / ties;
}

// A thread for each row; pairs[b, 0..1] = loss and hits of block b's rows.
KERNEL classify_rows(real *logits, int stride, int rows, int columns, const int *classes, double scale, double *pairs) {
  SHARED double sums[256];
  double loss = 0, hit = 0;
  int row = BLOCK * THREADS + THREAD;
  if (row < rows) softmax(logits + (long) row * stride, columns, classes[row], scale, &loss, &hit);
  loss = sum_of_block(loss, sums);
  BARRIER;
  hit = sum_of_block(hit, sums);
  if (THREAD == 0) {
    pairs[2 * BLOCK] = loss;
    pairs[2 * BLOCK + 1] = hit;
  }
}

// Contrast. A set is four numbers: its context, its first step, its steps, and the row of the
// first step's positive; the rows of its negatives are negatives[set, 0..perSet).
// Logits, and later their gradients, are [sets, all steps, 1 + perSet], the positive first.

#define CHANNELS 64           // at a time
#define PITCH (CHANNELS + 1)  // so that no two rows begin in one bank
#define STEPS 12              // at a time
#define NEGATIVES 16         // at a time

// Logits of every prediction of a set and its candidates. Positives stand with the first
// negatives.
DEVICE void score(const int *set, const int *negatives, int perSet, int positiveStride, const real *candidates, int stride,
                  const real *predicted, int contexts, int channels, int step0, int steps,
                  int negative0, int someNegatives, real *p, real *c, real *sums, real *logits) {
  int positives = negative0 == 0 ? 1 : 0, choices = positives + someNegatives, pairs = steps * choices;
  for (int q = THREAD; q < pairs; q += THREADS) sums[q] = 0;
  for (int from = 0; from < channels; from += CHANNELS) {
    int width = least(CHANNELS, channels - from);
    BARRIER;
    for (int q = THREAD; q < (steps + positives * steps + someNegatives) * CHANNELS; q += THREADS) {
      int line = q / CHANNELS, k = q % CHANNELS;
      if (k >= width) continue;
      if (line < steps) {
        long prediction = (long) (set[1] + step0 + line) * contexts + set[0];
        p[line * PITCH + k] = predicted[prediction * channels + from + k];
        continue;
      }
      int j = line - steps;
      int row = j < positives * steps ? set[3] + (step0 + j) * positiveStride : negatives[negative0 + j - positives * steps];
      c[j * PITCH + k] = candidates[(long) row * stride + from + k];
    }
    BARRIER;
    for (int q = THREAD; q < pairs; q += THREADS) {
      int i = q / choices, j = q % choices;
      int line = j < positives ? i : positives * steps + j - positives;
      real sum = 0;
      for (int k = 0; k < width; k++) sum += p[i * PITCH + k] * c[line * PITCH + k];
      sums[q] += sum;
    }
  }
  for (int q = THREAD; q < pairs; q += THREADS) { // each thread's own
    int i = q / choices, j = q % choices;
    int choice = j < positives ? 0 : 1 + negative0 + j - positives;
    logits[(long) (step0 + i) * (1 + perSet) + choice] = sums[q];
  }
}

// A block for each set. pairs[set, 0..1] = its loss and hits.
KERNEL contrast_logits(const int *sets, const int *negatives, int perSet, int positiveStride, const double *weights,
                       const real *candidates, int stride, const real *predicted, int allSteps,
                       int contexts, int channels, real *logits, double *pairs) {
  SHARED real p[STEPS * PITCH];
  SHARED real c[(STEPS + NEGATIVES) * PITCH];
  SHARED real scores[STEPS * (1 + NEGATIVES)];
  SHARED double losses[256];
  SHARED double hits[256];
  const int *set = sets + 4L * BLOCK;
  logits += (long) BLOCK * allSteps * (1 + perSet);
  for (int step0 = 0; step0 < set[2]; step0 += STEPS) {
    int steps = least(STEPS, set[2] - step0);
    for (int negative0 = 0; negative0 < perSet; negative0 += NEGATIVES)
      score(set, negatives + (long) BLOCK * perSet, perSet, positiveStride, candidates, stride, predicted, contexts,
            channels, step0, steps, negative0, least(NEGATIVES, perSet - negative0), p, c, scores, logits);
  }
  BARRIER;
  double loss = 0, hit = 0;
  for (int i = THREAD; i < set[2]; i += THREADS)
    softmax(logits + (long) i * (1 + perSet), 1 + perSet, 0, weights[set[1] + i], &loss, &hit);
  losses[THREAD] = loss;
  hits[THREAD] = hit;
  BARRIER;
  if (THREAD > 0) return;
  for (int t = 1; t < least(THREADS, set[2]); t++) {
    loss += losses[t];
    hit += hits[t];
  }
  pairs[2 * BLOCK] = loss;
  pairs[2 * BLOCK + 1] = hit;
}

// Row named[n] of the gradients += what all predictions ask of that candidate, in the order of its
// uses, which are starts[n] to starts[n + 1]: pairs of a set and either 1 + j for its
// negative j, or -i for the positive of its step i. A block for each n.
KERNEL contrast_candidates(const int *named, const int *starts, const int *uses, const int *sets,
                           int perSet, const real *predicted, int allSteps, int contexts,
                           int channels, const real *logits, real *gradients, int stride) {
  gradients += (long) named[BLOCK] * stride;
  for (int k = THREAD; k < channels; k += THREADS) {
    real sum = 0;
    for (int n = starts[BLOCK]; n < starts[BLOCK + 1]; n++) {
      const int *set = sets + 4L * uses[2 * n];
      int what = uses[2 * n + 1];
      int from = what > 0 ? 0 : -what, end = what > 0 ? set[2] : 1 - what, choice = what > 0 ? what : 0;
      const real *logit = logits + (long) uses[2 * n] * allSteps * (1 + perSet) + choice;
      for (int i = from; i < end; i++)
        sum += logit[(long) i * (1 + perSet)] * predicted[((long) (set[1] + i) * contexts + set[0]) * channels + k];
    }
    gradients[k] += sum;
  }
}

// Turns predictions into their gradients, zero where no set serves. A block for each prediction,
// whose set is in setOf[], or -1.
KERNEL contrast_predictions(const int *setOf, const int *sets, const int *negatives, int perSet, int positiveStride,
                            const real *candidates, int stride, real *predicted, int allSteps,
                            int contexts, int channels, const real *logits) {
  real *prediction = predicted + (long) BLOCK * channels;
  if (setOf[BLOCK] < 0) {
    for (int k = THREAD; k < channels; k += THREADS) prediction[k] = 0;
    return;
  }
  const int *set = sets + 4L * setOf[BLOCK];
  int i = BLOCK / contexts - set[1];
  negatives += (long) setOf[BLOCK] * perSet;
  logits += ((long) setOf[BLOCK] * allSteps + i) * (1 + perSet);
  const real *right = candidates + (long) (set[3] + i * positiveStride) * stride;
  for (int k = THREAD; k < channels; k += THREADS) {
    real sum = logits[0] * right[k];
    for (int j = 0; j < perSet; j++) sum += logits[1 + j] * candidates[(long) negatives[j] * stride + k];
    prediction[k] = sum;
  }
}

// Products: c[m, n] = a[m, k] * b[k, n], or added to it, each factor stored as it is or turned.

#define DEEP 16 // of k at a time

// A tile of TILE x TILE numbers of c: 256 threads, each PER x PER of them, in quads of columns.
template <int TILE>
DEVICE void product(int turnA, int turnB, int m, int n, int k, const real *a, int strideA, const real *b,
                    int strideB, int isAdded, real *c, int strideC) {
  const int PER = TILE / 16, LINE = TILE + 4, LOADS = DEEP * TILE / 256;
  SHARED __align__(16) real as[DEEP * LINE];
  SHARED __align__(16) real bs[DEEP * LINE];
  int across = (n - 1) / TILE + 1;
  int row0 = BLOCK / across * TILE, column0 = BLOCK % across * TILE;
  int down = THREAD / 16 * 4, right = THREAD % 16 * 4;
  real sums[PER][PER], nextA[LOADS], nextB[LOADS];
#pragma unroll
  for (int i = 0; i < PER; i++)
#pragma unroll
    for (int j = 0; j < PER; j++) sums[i][j] = 0;
  for (int k0 = -DEEP; k0 < k; k0 += DEEP) {
    // While one slice of k is multiplied, the next is on its way.
#pragma unroll
    for (int l = 0; l < LOADS; l++) {
      int q = THREAD + l * 256;
      int r = row0 + (turnA ? q % TILE : q / DEEP), at = k0 + DEEP + (turnA ? q / TILE : q % DEEP);
      nextA[l] = r < m && at < k ? a[turnA ? (long) at * strideA + r : (long) r * strideA + at] : 0;
      int s = column0 + (turnB ? q / DEEP : q % TILE), to = k0 + DEEP + (turnB ? q % DEEP : q / TILE);
      nextB[l] = s < n && to < k ? b[turnB ? (long) s * strideB + to : (long) to * strideB + s] : 0;
    }
    if (k0 >= 0) {
#pragma unroll
      for (int l = 0; l < DEEP; l++) {
        real x[PER], y[PER];
#pragma unroll
        for (int i = 0; i < PER; i++) {
          x[i] = as[l * LINE + i / 4 * 64 + down + i % 4];
          y[i] = bs[l * LINE + i / 4 * 64 + right + i % 4];
        }
#pragma unroll
        for (int i = 0; i < PER; i++)
#pragma unroll
          for (int j = 0; j < PER; j++) sums[i][j] += x[i] * y[j];
      }
    }
    BARRIER;
#pragma unroll
    for (int l = 0; l < LOADS; l++) {
      int q = THREAD + l * 256;
      as[turnA ? q / TILE * LINE + q % TILE : q % DEEP * LINE + q / DEEP] = nextA[l];
      bs[turnB ? q % DEEP * LINE + q / DEEP : q / TILE * LINE + q % TILE] = nextB[l];
    }
    BARRIER;
  }
#pragma unroll
  for (int i = 0; i < PER; i++)
#pragma unroll
    for (int j = 0; j < PER; j++) {
      int r = row0 + i / 4 * 64 + down + i % 4, s = column0 + j / 4 * 64 + right + j % 4;
      if (r < m && s < n) {
        real *cell = c + (long) r * strideC + s;
        *cell = isAdded ? *cell + sums[i][j] : sums[i][j];
      }
    }
}

KERNEL product_64(int turnA, int turnB, int m, int n, int k, const real *a, int strideA, const real *b,
                  int strideB, int isAdded, real *c, int strideC) {
  product<64>(turnA, turnB, m, n, k, a, strideA, b, strideB, isAdded, c, strideC);
}

KERNEL product_128(int turnA, int turnB, int m, int n, int k, const real *a, int strideA, const real *b,
                   int strideB, int isAdded, real *c, int strideC) {
  product<128>(turnA, turnB, m, n, k, a, strideA, b, strideB, isAdded, c, strideC);
}

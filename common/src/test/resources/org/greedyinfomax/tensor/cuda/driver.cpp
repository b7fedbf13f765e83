// Stands in for libcuda.so.1 and for cuBLAS: the functions that CudaDriver and Cublas declare, on
// the CPU, with the kernels of kernels.cu in both precisions.
#include "emulated.h"

namespace of_single {
#include "kernels.cu"
}
#define DOUBLE
namespace of_double {
#include "kernels.cu"
}

struct Entry {
  const char *name;
  bool hasBarriers;
  int threads; // at most
  std::function<void(void **)> call;
};

template <class... A, size_t... I>
static void apply(void (*kernel)(A...), void **arguments, std::index_sequence<I...>) {
  kernel(*(A *) arguments[I]...);
}

template <class... A>
static Entry entry(const char *name, bool hasBarriers, int threads, void (*kernel)(A...)) {
  return {name, hasBarriers, threads, [=](void **arguments) { apply(kernel, arguments, std::index_sequence_for<A...>{}); }};
}

// P: plain ones. B: those whose threads meet barriers. S: those that any power of two of threads
// serves as well, so that few are launched here, which takes less time.
#define EVERY_KERNEL                                                                           \
  P(fill) P(copy) P(add) P(add_bias) P(add_bias_relu) P(relu) P(relu_gradient) P(adam)         \
  P(add_columns) P(round_half) P(store_half) P(load_half) P(gru_step) P(gru_gradient) P(gate)  \
  P(gate_gradient) P(im2col) P(col2im) P(gather_rows) P(scatter_rows) P(contrast_candidates) \
  P(contrast_predictions) B(transpose) B(column_parts) S(squares) S(sum_parts)                 \
  B(classify_rows) S(contrast_logits) B(product_64) B(product_128)

#define P(kernel) entry(#kernel, false, 256, of_single::kernel),
#define B(kernel) entry(#kernel, true, 256, of_single::kernel),
#define S(kernel) entry(#kernel, true, 16, of_single::kernel),
static Entry ofSingle[] = {EVERY_KERNEL};
#undef P
#undef B
#undef S
#define P(kernel) entry(#kernel, false, 256, of_double::kernel),
#define B(kernel) entry(#kernel, true, 256, of_double::kernel),
#define S(kernel) entry(#kernel, true, 16, of_double::kernel),
static Entry ofDouble[] = {EVERY_KERNEL};

static const size_t POISON = 1 << 20; // bytes at the beginning of a block that are no zeros
static size_t most = 4ul << 30, held;
static int devices = 1, major = 8;
static int contextError, moduleError, cublasError, workspaceError; // what calls return
static int handles; // of streams and cuBLAS, that are open

// Column-major, as BLAS is.
template <class real>
static int multiply(int turnA, int turnB, int m, int n, int k, const real *alpha, const real *a, int lda,
                    const real *b, int ldb, const real *beta, real *c, int ldc) {
  if (lda < (turnA ? k : m) || ldb < (turnB ? n : k) || ldc < m) return 7;
  for (int j = 0; j < n; j++) {
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int l = 0; l < k; l++)
        sum += (double) a[turnA ? (long) i * lda + l : (long) l * lda + i] *
               b[turnB ? (long) l * ldb + j : (long) j * ldb + l];
      real *cell = c + (long) j * ldc + i;
      *cell = (real) (*alpha * sum + (*beta == 0 ? 0 : *beta * *cell));
    }
  }
  return 0;
}

extern "C" {

// What tests set: the order of threads and blocks, a barrier that is missing, the machine.
void emulatedSeed(int seed) { emulated::randomness.seed(seed); }
void emulatedRemove(int line) { emulated::removed = line; }
void emulatedMemory(long bytes) { most = bytes; }
long emulatedHeld() { return held; }
int emulatedHandles() { return handles; }
void emulatedErrors(int context, int module) { contextError = context; moduleError = module; }
void emulatedCublas(int create, int workspace) { cublasError = create; workspaceError = workspace; }
void emulatedDevices(int count, int capability) { devices = count; major = capability; }

int cuInit(int) { return devices == 0 ? 100 : 0; }
int cuDriverGetVersion(int *version) { *version = 12080; return 0; }
int cuGetErrorName(int error, const char **name) {
  *name = error == 2 ? "CUDA_ERROR_OUT_OF_MEMORY" : error == 100 ? "CUDA_ERROR_NO_DEVICE"
        : error == 719 ? "CUDA_ERROR_LAUNCH_FAILED" : "CUDA_ERROR_UNKNOWN";
  return 0;
}
int cuDeviceGetCount(int *count) { *count = devices; return 0; }
int cuDeviceGet(int *device, int) { *device = 0; return 0; }
int cuDeviceGetName(char *name, int size, int) { snprintf(name, size, "emulated GPU"); return 0; }
int cuDeviceGetAttribute(int *value, int attribute, int) {
  *value = attribute == 75 ? major : attribute == 76 ? 0 : 4;
  return 0;
}
int cuDevicePrimaryCtxRetain(void **context, int) { *context = (void *) 1; return contextError; }
int cuDevicePrimaryCtxRelease(int) { return 0; }
int cuCtxSetCurrent(long context) { return context == 1 ? 0 : 201; }
int cuMemGetInfo_v2(size_t *free, size_t *total) { *free = most - held; *total = most; return 0; }
int cuMemAlloc_v2(long *address, size_t bytes) {
  if (held + bytes > most) return 2;
  size_t *block = (size_t *) malloc(bytes + 64);
  *block = bytes;
  held += bytes;
  *address = (long) block + 64;
  memset((void *) *address, 0x7f, bytes < POISON ? bytes : POISON);
  return 0;
}
int cuMemFree_v2(long address) {
  held -= *(size_t *) (address - 64);
  free((void *) (address - 64));
  return 0;
}
int cuMemHostAlloc(long *address, size_t bytes, int) { *address = (long) malloc(bytes); return 0; }
int cuMemFreeHost(long address) { free((void *) address); return 0; }
int cuMemcpyHtoDAsync_v2(long to, long from, size_t bytes, long) { memcpy((void *) to, (void *) from, bytes); return 0; }
int cuMemcpyDtoHAsync_v2(long to, long from, size_t bytes, long) { memcpy((void *) to, (void *) from, bytes); return 0; }
int cuMemcpyDtoDAsync_v2(long to, long from, size_t bytes, long) { memmove((void *) to, (void *) from, bytes); return 0; }
int cuMemsetD8Async(long to, int value, size_t bytes, long) { memset((void *) to, value, bytes); return 0; }
int cuStreamCreate(void **stream, int) { *stream = (void *) 2; handles++; return 0; }
int cuStreamDestroy_v2(long) { handles--; return 0; }
int cuStreamSynchronize(long) { return 0; }
int cuModuleLoadData(void **module, const char *image) {
  if (moduleError) return moduleError;
  if (!strstr(image, "\n.version 6.4\n.target sm_70\n")) return 200;
  *module = strstr(image, " f64 precision") ? ofDouble : ofSingle;
  return 0;
}
int cuModuleGetFunction(void **function, long module, const char *name) {
  Entry *entries = (Entry *) module;
  for (size_t i = 0; i < sizeof ofSingle / sizeof *ofSingle; i++) {
    if (!strcmp(entries[i].name, name)) {
      *function = &entries[i];
      return 0;
    }
  }
  return 500;
}
int cuLaunchKernel(long function, int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ, int,
                   long, void **arguments, long) {
  if (gridX < 1 || gridY != 1 || gridZ != 1 || blockX < 1 || blockY != 1 || blockZ != 1) return 1;
  Entry *entry = (Entry *) function;
  int threads = blockX < entry->threads ? blockX : entry->threads;
  return emulated::launch(gridX, threads, entry->hasBarriers, [=] { entry->call(arguments); });
}

int cublasCreate_v2(void **handle) {
  if (cublasError) return cublasError;
  *handle = (void *) 4;
  handles++;
  return 0;
}
int cublasDestroy_v2(long) { handles--; return 0; }
int cublasGetVersion_v2(long, int *version) { *version = 0; return 0; }
int cublasSetStream_v2(long, long) { return 0; }
int cublasSetWorkspace_v2(long, long, size_t) { return workspaceError; }
int cublasSetMathMode(long, int) { return 0; }
int cublasSgemm_v2(long, int turnA, int turnB, int m, int n, int k, const float *alpha, const float *a,
                   int lda, const float *b, int ldb, const float *beta, float *c, int ldc) {
  return multiply(turnA, turnB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
int cublasDgemm_v2(long, int turnA, int turnB, int m, int n, int k, const double *alpha, const double *a,
                   int lda, const double *b, int ldb, const double *beta, double *c, int ldc) {
  return multiply(turnA, turnB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
int cublasSgemmStridedBatched(long, int turnA, int turnB, int m, int n, int k, const float *alpha, const float *a,
                              int lda, long distanceA, const float *b, int ldb, long distanceB,
                              const float *beta, float *c, int ldc, long distanceC, int count) {
  int error = 0;
  for (int i = 0; i < count && !error; i++)
    error = multiply(turnA, turnB, m, n, k, alpha, a + i * distanceA, lda, b + i * distanceB, ldb, beta,
                     c + i * distanceC, ldc);
  return error;
}
int cublasDgemmStridedBatched(long, int turnA, int turnB, int m, int n, int k, const double *alpha, const double *a,
                              int lda, long distanceA, const double *b, int ldb, long distanceB,
                              const double *beta, double *c, int ldc, long distanceC, int count) {
  int error = 0;
  for (int i = 0; i < count && !error; i++)
    error = multiply(turnA, turnB, m, n, k, alpha, a + i * distanceA, lda, b + i * distanceB, ldb, beta,
                     c + i * distanceC, ldc);
  return error;
}
}

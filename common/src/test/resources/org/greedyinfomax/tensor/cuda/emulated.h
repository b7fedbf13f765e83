// Runs kernels on the CPU. The threads of a block are fibers that run in a random order from one
// barrier to the next, and blocks run one after the other in a random order, so that what depends
// on either does not stay hidden. Threads that do not all meet the same barriers fail the launch.
#include <csetjmp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <random>
#include <ucontext.h>
#include <vector>

#define EMULATED
#define KERNEL static void
#define SHARED static
#define DEVICE static inline
#define __align__(bytes)
#define BLOCK emulated::block
#define BLOCKS emulated::blocks
#define THREAD emulated::thread
#define THREADS emulated::threads
#define BARRIER emulated::barrier(__LINE__)

namespace emulated {

static const int MOST = 256;           // threads of a block
static const size_t STACK = 64 << 10;  // bytes of each

static int block, blocks, thread, threads;
static int removed = -1;  // line of a barrier that lets everyone pass
static std::function<void()> body;
static std::mt19937 randomness(1);

struct Fiber {
  std::unique_ptr<char[]> stack;
  ucontext_t context;
  jmp_buf place;
  bool isStarted = false;
  bool isAtBarrier = false;
  bool isEnded = false;
  unsigned long passed = 0;  // which barriers, in their order
};

static Fiber fibers[MOST];
static ucontext_t starter;
static jmp_buf back;

static bool isPlain;    // whether the kernel is said to have no barrier
static bool isOrderly;  // whether all threads of each block met the same barriers

static void barrier(int line) {
  if (line == removed) return;
  if (isPlain) {
    isOrderly = false;
    return;
  }
  Fiber &fiber = fibers[thread];
  fiber.isAtBarrier = true;
  fiber.passed = fiber.passed * 1000003 + line;
  if (!_setjmp(fiber.place)) _longjmp(back, 1);
}

// A fiber lives as long as the process: it runs one thread after the other.
static void live() {
  for (;;) {
    body();
    Fiber &fiber = fibers[thread];
    fiber.isAtBarrier = false;
    if (!_setjmp(fiber.place)) _longjmp(back, 1);
  }
}

// Goes on with a thread until it is at a barrier or at its end.
static void go(int t) {
  thread = t;
  Fiber &fiber = fibers[t];
  if (_setjmp(back)) return;
  if (fiber.isStarted) _longjmp(fiber.place, 1);
  fiber.isStarted = true;
  fiber.stack.reset(new char[STACK]);
  getcontext(&fiber.context);
  fiber.context.uc_stack.ss_sp = fiber.stack.get();
  fiber.context.uc_stack.ss_size = STACK;
  fiber.context.uc_link = &starter;
  makecontext(&fiber.context, live, 0);
  setcontext(&fiber.context);
}

// Calls for each of 0 to count once, in a random order.
template <class Call>
static void shuffled(int count, const Call &call) {
  unsigned first = randomness(), step = randomness() % count + 1;
  while (std::gcd((unsigned) count, step) != 1) step = step % count + 1;
  for (long i = 0; i < count; i++) call((int) ((first + i * step) % count));
}

// Runs the threads of a block as fibers.
static void runBlock() {
  for (int t = 0; t < threads; t++) {
    fibers[t].passed = 0;
    fibers[t].isEnded = false;
  }
  for (int left = threads; left > 0 && isOrderly;) {
    int waiting = 0, ended = 0;
    shuffled(threads, [&](int t) {
      if (fibers[t].isEnded) return;
      go(t);
      fibers[t].isEnded = !fibers[t].isAtBarrier;
      fibers[t].isEnded ? ended++ : waiting++;
    });
    left -= ended;
    isOrderly &= waiting == 0 || ended == 0;
    for (int t = 1; t < threads && waiting; t++) isOrderly &= fibers[t].passed == fibers[0].passed;
  }
  if (!isOrderly) for (Fiber &fiber : fibers) fiber.isStarted = false;
}

// Returns an error's number, or 0. Where threads meet no barrier, they need no fibers.
static int launch(int gridSize, int blockSize, bool hasBarriers, const std::function<void()> &call) {
  static const int LAUNCH_FAILED = 719;
  if (blockSize > MOST) return 1;
  body = call;
  blocks = gridSize;
  threads = blockSize;
  isPlain = !hasBarriers;
  isOrderly = true;
  shuffled(gridSize, [&](int b) {
    block = b;
    if (hasBarriers) runBlock();
    else shuffled(blockSize, [&](int t) {
      thread = t;
      call();
    });
  });
  if (!isOrderly) fprintf(stderr, "emulated: threads of a block do not meet the same barriers\n");
  return isOrderly ? 0 : LAUNCH_FAILED;
}

}  // namespace emulated

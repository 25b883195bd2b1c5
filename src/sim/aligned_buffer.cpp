#include "sim/aligned_buffer.h"

#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace meso::sim {
namespace {

constexpr std::size_t kLine = 64, kLargePage = std::size_t{1} << 21;

} // namespace

void AlignedBuffer::Free::operator()(float* floats) const {
    std::free(floats);
}

AlignedBuffer::AlignedBuffer(std::size_t size) {
    reserve(size);
}

void AlignedBuffer::reserve(std::size_t size) {
    if (size <= size_)
        return;
    const std::size_t border = size * sizeof(float) >= kLargePage ? kLargePage : kLine;
    const std::size_t bytes = (size * sizeof(float) + border - 1) / border * border;
    floats_.reset(static_cast<float*>(std::aligned_alloc(border, bytes)));
    if (!floats_)
        throw std::bad_alloc();
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (border == kLargePage)
        madvise(floats_.get(), bytes, MADV_HUGEPAGE); // a wish: small pages work as well
#endif
    std::memset(floats_.get(), 0, bytes);
    size_ = size;
}

} // namespace meso::sim

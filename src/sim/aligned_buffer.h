#pragma once
#include <cstddef>
#include <memory>
#include <span>

namespace meso::sim {

/// Zeroed floats on a 64-byte border; from 2 MiB on, on large pages where the system has them.
class AlignedBuffer {
public:
    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size);
    /// Makes room for at least so many floats; what it held is lost when it has to grow.
    void reserve(std::size_t size);
    [[nodiscard]] float* data() { return floats_.get(); }
    [[nodiscard]] const float* data() const { return floats_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Free {
        void operator()(float* floats) const;
    };
    std::unique_ptr<float[], Free> floats_;
    std::size_t size_ = 0;
};

} // namespace meso::sim

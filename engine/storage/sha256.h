#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st; // OpenSSL's

namespace weft {

// SHA-256 (FIPS 180-4) of bytes that come piece by piece; OpenSSL's, which uses the processor's instructions for it.
class Sha256 {
public:
    Sha256();
    void add(std::span<const std::byte> bytes);
    std::string hex(); // 64 lower-case digits; ends the sum: nothing may be added afterwards

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

std::string sha256(std::span<const std::byte> bytes);

} // namespace weft

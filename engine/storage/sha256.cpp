#include "engine/storage/sha256.h"

#include "engine/support/error.h"

#include <openssl/evp.h>

namespace weft {

namespace {

void check(int ok)
{
    if (ok != 1)
        throw Error("The system's OpenSSL library cannot compute SHA-256; check its installation.");
}

} // namespace

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    check(m_context != nullptr);
    check(EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr));
}

void Sha256::add(std::span<const std::byte> bytes)
{
    check(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex()
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    check(EVP_DigestFinal_ex(m_context.get(), digest, &size));
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

std::string sha256(std::span<const std::byte> bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

} // namespace weft

// What a model answers for each of its samples.
struct Answer {
    std::vector<float> numbers; // samples × size
    size_t samples = 0, size = 0;
    std::vector<std::string> names = {}; // of the classes, where there are some

    const float* operator[](size_t sample) const { return numbers.data() + sample * size; }
    size_t best(size_t sample = 0) const // the place of the largest number
    {
        const float* const row = (*this)[sample];
        return size_t(std::max_element(row, row + size) - row);
    }
    float probability(size_t sample = 0) const { return (*this)[sample][best(sample)]; }
    std::string label(size_t sample = 0) const
    {
        const size_t place = best(sample);
        return place < names.size() ? names[place] : std::to_string(place);
    }
};

// Memory that begins at a whole line of the cache.
class Block {
public:
    float* floats(size_t count)
    {
        if (m_floats.size() < count + 16)
            m_floats.resize(count + 16);
        const size_t over = reinterpret_cast<uintptr_t>(m_floats.data()) % 64;
        return m_floats.data() + (over == 0 ? 0 : (64 - over) / sizeof(float));
    }

private:
    std::vector<float> m_floats;
};

// The numbers of a weights file: "WEFTCPP1", their mark, their count in bytes, and they.
inline float* readWeights(const std::string& file, uint64_t mark, size_t floats, Block& block)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw std::runtime_error(file + " cannot be opened.");
    char magic[8];
    uint64_t found = 0, bytes = 0;
    in.read(magic, 8);
    in.read(reinterpret_cast<char*>(&found), 8);
    in.read(reinterpret_cast<char*>(&bytes), 8);
    if (!in || std::memcmp(magic, "WEFTCPP1", 8) != 0)
        throw std::runtime_error(file + " holds no weights of Weft's plain C++.");
    if (found != mark || bytes != floats * sizeof(float))
        throw std::runtime_error(file + " belongs to another header; export both together.");
    float* const numbers = block.floats(floats + slack);
    in.read(reinterpret_cast<char*>(numbers), std::streamsize(bytes));
    if (!in || in.get() != std::ifstream::traits_type::eof())
        throw std::runtime_error(file + " is incomplete or damaged; export it again.");
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < bytes; ++i)
        hash = (hash ^ reinterpret_cast<const unsigned char*>(numbers)[i]) * 1099511628211U;
    if (hash != mark)
        throw std::runtime_error(file + " is damaged; export it again.");
    return numbers;
}

#pragma once

#include "app/input/table_header.h"
#include "engine/train/network/input_form.h"

namespace weft {

struct InputSample {
    std::string name; // what a person calls it: its file, its row
    std::string truth = {}; // its class, of a sample of the data
    std::vector<std::byte> bytes = {}; // as the network takes it
};

// Makes what a person gives into what the network is fed: resized, converted and transformed as the project's data
// is. For networks with one input. All functions throw Error for what does not fit.
class NetworkInput {
public:
    explicit NetworkInput(TrainedNetwork& network);

    const Column& column() const { return *m_column; }
    void addFile(const std::string& path,
                 std::vector<InputSample>& samples) const; // a picture or a folder of them, .npy, .csv or .tsv
    void addRow(const std::string& row, std::vector<InputSample>& samples) const; // numbers with commas between
    void addSample(int64_t sample, std::vector<InputSample>& samples) const;
    // In the order of the network's feeds, empty for those that predicting does not need.
    std::vector<std::span<const std::byte>> feedsOf(const InputSample& sample) const;

private:
    InputSample converted(const std::string& name, std::span<const std::byte> stored) const;
    void addNumbers(const std::string& name, std::span<const float> numbers, std::vector<InputSample>& samples) const;
    bool addPrepared(std::string_view content, const TableForm& form, const std::string& path,
                     std::vector<InputSample>& samples) const;
    void addFolder(const std::string& path, std::vector<InputSample>& samples) const; // all pictures in it
    void addTable(const std::string& path, std::vector<InputSample>& samples) const;
    void addArray(const std::string& path, std::vector<InputSample>& samples) const;

    const TrainedNetwork& m_network;
    InputForm m_form;
    const Column* m_column;
};

} // namespace weft

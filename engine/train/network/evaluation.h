#pragma once

#include "engine/train/metrics.h"
#include "engine/train/network/resident_data.h"

#include <memory>

namespace weft {

// Goes through one part of the data in inference form, every sample once, and adds up exactly.
class Evaluation {
public:
    // With the averaged weights where the training keeps some (training.ema). Throws as ReadyStep and Loader do.
    Evaluation(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns, Part part,
               States& states, DType dtype, int loaderThreads);

    // From now on batches are made on the device; lent.
    void useResident(ResidentData& resident, const PreparedData& data);

    int64_t samples() const { return m_loader.samples(); }
    void start();
    bool next(); // one batch, or as many as the device takes in one go; false: all are done

    NamedNumbers values() const; // "loss", "accuracy", "NODE/mean_iou", …
    std::vector<ConfusionMatrix> confusions() const;

    // The samples behind one cell of a matrix, at most `most` of them, in the data's order; `count` is that of all.
    // False: no evaluation has come to its end yet, or that node's matrix counts pixels or tokens.
    bool findCell(const std::string& node, int64_t truth, int64_t chosen, size_t most, std::vector<int64_t>& samples,
                  int64_t& count) const;

private:
    struct Answers { // of every sample, in the order of `samples`
        std::vector<int64_t> samples = {};
        std::vector<std::vector<int32_t>> truths = {}; // of each matrix; empty: it is not of whole samples
        std::vector<std::vector<int32_t>> chosen = {};
    };
    void feed(ReadyStep& step, int64_t batches);
    void collect(ReadyStep& step, int slot);

    int64_t m_seed;
    Part m_part;
    Loader m_loader;
    std::unique_ptr<ResidentPart> m_resident; // nullptr: batches come from the loader
    int64_t m_next = 0; // batch
    int64_t m_batchSize;
    std::unique_ptr<ReadyStep> m_full;
    std::unique_ptr<ReadyStep> m_rest; // the last, smaller batch
    Totals m_totals;
    std::vector<std::vector<int64_t>> m_counts;
    Answers m_now; // of the evaluation that is going on
    Answers m_last; // of the last that came to its end
};

} // namespace weft

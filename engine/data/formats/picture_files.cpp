#include "engine/data/formats/picture_files.h"

#include "engine/data/steps/join.h"
#include "engine/storage/file_system.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace weft {

std::vector<std::string> pictureFiles(const std::string& folder)
{
    std::vector<std::string> files;
    for (const std::string& file : realFileSystem().list(folder)) {
        std::string lower = file;
        std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        const bool picture = lower.ends_with(".jpg") || lower.ends_with(".jpeg") || lower.ends_with(".png");
        if (picture && !file.starts_with('.'))
            files.push_back(file);
    }
    return files;
}

std::vector<std::string> readEach(size_t files, const std::function<void(size_t)>& read)
{
    std::vector<std::string> sentences(files);
    std::atomic<size_t> next = 0;
    const auto work = [&] {
        for (size_t i = next++; i < files; i = next++) {
            try {
                read(i);
            } catch (const std::bad_alloc&) {
                sentences[i] = "The memory does not suffice to decode it.";
            } catch (const Error& error) {
                sentences[i] = error.what();
            }
        }
    };
    {
        std::vector<std::jthread> threads; // they join where this block ends
        for (unsigned i = 1; i < std::min<size_t>(std::thread::hardware_concurrency(), files); ++i)
            threads.emplace_back(work);
        work();
    }
    return sentences;
}

void leaveOut(Dataset& data, std::span<const std::string> sentences, const ReadContext& context)
{
    std::vector<int64_t> kept;
    std::vector<std::string> broken;
    for (size_t i = 0; i < sentences.size(); ++i) {
        if (sentences[i].empty())
            kept.push_back(int64_t(i));
        else
            broken.push_back(sentences[i]);
    }
    if (broken.empty())
        return;
    if (broken.size() > 100 && broken.size() * 1000 > sentences.size())
        throw Error(std::to_string(broken.size()) + " of " + std::to_string(sentences.size())
                    + " pictures cannot be read; the first: " + broken.front());
    for (const std::string& sentence : broken) {
        context.settings.problem("folder", "left out: " + sentence, Severity::warning);
        context.skipped.push_back(sentence);
    }
    keepSamples(data, kept);
}

} // namespace weft

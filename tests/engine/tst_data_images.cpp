#include "engine/data/formats/picture.h"
#include "engine/data/loader.h"
#include "engine/support/error.h"
#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include <cstdio>

#include <jpeglib.h>
#include <zlib.h>

using namespace weft;

namespace {

QByteArray jpegBytes(int height, int width, int channels, const Paint& paint, J_COLOR_SPACE space)
{
    jpeg_compress_struct info = {};
    jpeg_error_mgr errors = {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* memory = nullptr;
    unsigned long bytes = 0;
    jpeg_mem_dest(&info, &memory, &bytes);
    info.image_width = JDIMENSION(width);
    info.image_height = JDIMENSION(height);
    info.input_components = channels;
    info.in_color_space = space;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 95, TRUE);
    jpeg_start_compress(&info, TRUE);
    std::vector<uint8_t> row(size_t(width * channels));
    for (int y = 0; y < height; ++y) {
        for (size_t i = 0; i < row.size(); ++i)
            row[i] = paint(y, int(i) / channels, int(i) % channels);
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&info, &rows, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const QByteArray out(reinterpret_cast<const char*>(memory), qsizetype(bytes));
    std::free(memory);
    return out;
}

// A PNG whose header promises size × size pixels, with a checksum that fits.
QByteArray withSize(QByteArray png, uint32_t size)
{
    const auto write = [&](int at, uint32_t number) {
        for (int i = 0; i < 4; ++i)
            png[at + i] = char(number >> (24 - 8 * i));
    };
    write(16, size);
    write(20, size);
    write(29, uint32_t(crc32(0, reinterpret_cast<const Bytef*>(png.constData()) + 12, 17)));
    return png;
}

uint8_t smooth(int y, int x, int channel)
{
    return uint8_t(40 + 3 * x + 2 * y + 30 * channel);
}

DataSource folderSource(const std::string& path, Params more = {})
{
    more["folder"] = path;
    more.emplace("height", int64_t(16));
    more.emplace("width", int64_t(16));
    return {.format = "image_folder", .params = more};
}

uint8_t at(const Column& image, int64_t sample, int64_t c, int64_t y, int64_t x)
{
    return valuesOf<uint8_t>(image)[((sample * image.shape[0] + c) * image.shape[1] + y) * image.shape[2] + x];
}

} // namespace

class TestDataImages : public QObject {
    Q_OBJECT
private slots:
    void pixelsComeInChannelsHeightWidth()
    {
        const DataFolder folder;
        folder.write("a/one.png", pngBytes(16, 16, 3, smooth));
        folder.write("b/two.JPG", jpegBytes(16, 16, 3, smooth, JCS_RGB));
        folder.write("b/notes.txt", "not a picture");
        const PreparedData data = prepareSource(folderSource("."), folder.path());
        QCOMPARE(data.data.size, int64_t(2));
        const Column& image = data.data.columns[0];
        QVERIFY((image.shape == Shape {3, 16, 16}));
        for (int c = 0; c < 3; ++c) {
            for (int i = 0; i < 256; ++i) {
                QCOMPARE(at(image, 0, c, i / 16, i % 16), smooth(i / 16, i % 16, c));
                QVERIFY(std::abs(at(image, 1, c, i / 16, i % 16) - smooth(i / 16, i % 16, c))
                        <= 6); // JPEG loses a little
            }
        }
        QCOMPARE(data.data.columns[1].classes, (std::vector<std::string> {"a", "b"}));
    }
    void greyAndRgbBecomeWhatIsAsked()
    {
        const DataFolder folder;
        folder.write("a/grey.png", pngBytes(16, 16, 1, smooth));
        folder.write("a/grey.jpg", jpegBytes(16, 16, 1, smooth, JCS_GRAYSCALE));
        folder.write("a/rgb.png", pngBytes(16, 16, 3, [](int, int, int c) { return uint8_t(c == 1 ? 100 : 0); }));
        const PreparedData rgb = prepareSource(folderSource("."), folder.path());
        QCOMPARE(at(rgb.data.columns[0], 1, 2, 3, 4), smooth(3, 4, 0)); // grey.jpg comes first
        const PreparedData grey = prepareSource(folderSource(".", {{"colour", "grey"}}), folder.path());
        QVERIFY((grey.data.columns[0].shape == Shape {1, 16, 16}));
        QCOMPARE(at(grey.data.columns[0], 2, 0, 5, 5), uint8_t(59)); // 0.587 × 100
    }
    void resizingKeepsMeansAndSlopes()
    {
        const Picture big {.height = 48, .width = 64, .channels = 1, .pixels = [] {
                               std::vector<std::byte> pixels;
                               for (int i = 0; i < 48 * 64; ++i)
                                   pixels.push_back(std::byte(uint8_t(2 * (i % 64) + 2 * (i / 64))));
                               return pixels;
                           }()};
        std::vector<std::byte> half(24 * 32);
        resizePicture(big, {1, 24, 32}, half);
        for (int y = 2; y < 22; ++y) { // a slope stays a slope, sampled at the pixels' centres
            for (int x = 2; x < 30; ++x)
                QCOMPARE(int(uint8_t(half[size_t(y * 32 + x)])), 4 * x + 4 * y + 2);
        }
        std::vector<std::byte> same(48 * 64);
        resizePicture(big, {1, 48, 64}, same);
        QVERIFY(same == big.pixels);
    }
    void foldersMayNameTheParts()
    {
        const DataFolder folder;
        for (const char* file :
             {"train/cat/1.png", "train/dog/2.png", "train/dog/3.png", "validation/dog/4.png", "test/cat/5.png"})
            folder.write(file, pngBytes(4, 4, 1, smooth));
        DataSection section;
        section.sources = {folderSource(".")};
        section.split = {.validation = 0.5, .test = 0.5};
        const PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(data.train.size(), size_t(3));
        QCOMPARE(data.validation.size(), size_t(1));
        QCOMPARE(data.test.size(), size_t(1));
        QCOMPARE(valuesOf<int32_t>(data.data.columns[1])[data.validation[0]], 1);
    }
    void brokenPicturesAreListedAndLeftOut()
    {
        const DataFolder folder;
        const QByteArray png = pngBytes(20, 20, 3, smooth);
        const QByteArray jpeg = jpegBytes(40, 40, 3, smooth, JCS_RGB);
        folder.write("a/good1.png", png);
        folder.write("a/good2.jpg", jpeg);
        std::vector<std::string> broken = {folder.write("a/empty.jpg", ""),
                                           folder.write("a/cut.png", png.left(png.size() / 2)),
                                           folder.write("a/cut.jpg", jpeg.left(jpeg.size() / 2)),
                                           folder.write("a/gif.png", "GIF89a…"),
                                           folder.write("a/header.png", png.left(20)),
                                           folder.write("a/header.jpg", jpeg.left(30)),
                                           folder.write("a/noise.png", QByteArray(png).replace(60, 8, "????????")),
                                           folder.write("a/cmyk.jpg", jpegBytes(8, 8, 4, smooth, JCS_CMYK))};
        broken.push_back(folder.write("a/huge.png", withSize(png, 30'000)));
        broken.push_back(folder.write("a/large.png", withSize(png, 15'000))); // allowed, but this file cannot hold it
        QString said;
        const PreparedData data = prepareSource(folderSource("."), folder.path(), &said);
        for (const std::string& path : broken)
            QVERIFY2(said.contains(path.c_str()), qPrintable(QString(path.c_str()) + " is not in: " + said));
        QCOMPARE(data.skipped.size(), broken.size());
        QCOMPARE(data.data.size, int64_t(2));
        QVERIFY(said.contains("256 million") && said.contains("CMYK"));
    }
    void tooManyBrokenPicturesStopIt()
    {
        const DataFolder folder;
        folder.write("a/good.png", pngBytes(4, 4, 1, smooth));
        for (int i = 0; i < 101; ++i)
            folder.write("a/" + std::to_string(i) + ".png", "broken");
        QString said;
        prepareSource(folderSource("."), folder.path(), &said);
        QVERIFY2(said.contains("101 of 102 pictures cannot be read"), qPrintable(said));
    }
    void picturesTooManyForMemoryAreDecodedWhileTraining()
    {
        const DataFolder folder;
        for (int i = 0; i < 12; ++i)
            folder.write((i % 2 ? "a/" : "b/") + std::to_string(i) + ".jpg",
                         jpegBytes(
                             60, 50, 3, [i](int y, int x, int c) { return uint8_t(smooth(y, x, c) ^ i); }, JCS_RGB));
        DataSection section;
        section.sources = {folderSource(".")};
        section.split.validation = 0;
        section.transforms = {{.kind = "normalize"}, {.kind = "augment_flip"}};
        const PreparedData kept = prepareSection(section, folder.path());
        section.sources[0].params["memory"] = int64_t(0);
        const PreparedData fromDisk = prepareSection(section, folder.path());
        QVERIFY(fromDisk.data.columns[0].bytes.empty() && !kept.data.columns[0].bytes.empty());
        QVERIFY(kept.affine == fromDisk.affine);
        const LoaderOptions options {.columns = {{"image", DType::f32}, {"label", DType::i32}},
                                     .batchSize = 5,
                                     .shuffle = true,
                                     .augment = true,
                                     .threads = 2};
        Loader expected(kept, options);
        Loader loader(fromDisk, options);
        expected.start(3);
        loader.start(3);
        while (const Batch* wanted = expected.next()) {
            const Batch* batch = loader.next();
            QVERIFY(std::ranges::equal(batch->columns[0], wanted->columns[0]));
        }

        // A file that goes away reaches next() as an Error that names it; when it is back, training goes on from there.
        const std::string lost = fromDisk.data.columns[0].files[size_t(fromDisk.train[0])].path;
        QVERIFY(QFile::rename(lost.c_str(), (lost + ".away").c_str()));
        for (const int threads : {0, 2}) {
            LoaderOptions some = options;
            some.threads = threads;
            Loader failing(fromDisk, some);
            failing.start(0);
            QByteArray said;
            int64_t batches = 0;
            try {
                while (failing.next())
                    ++batches;
            } catch (const Error& error) {
                said = error.what();
            }
            QVERIFY2(said.contains(lost.c_str()), said.constData());
            QVERIFY_THROWS_EXCEPTION(Error, failing.next());
            QVERIFY(QFile::rename((lost + ".away").c_str(), lost.c_str()));
            failing.start(0, batches);
            while (failing.next())
                ++batches;
            QCOMPARE(batches, int64_t(3));
            QVERIFY(QFile::rename(lost.c_str(), (lost + ".away").c_str()));
        }
    }
    void pairsGiveMasks()
    {
        const DataFolder folder;
        folder.write("image/1.png", pngBytes(8, 8, 1, smooth));
        folder.write("label/1.png", pngBytes(8, 8, 1, [](int y, int x, int) {
                         return uint8_t(y == 0 ? 7 : x < 4 ? 0 : 255);
                     }));
        DataSource source {.format = "image_pairs",
                           .params = {{"images", "image"},
                                      {"labels", "label"},
                                      {"height", int64_t(4)},
                                      {"width", int64_t(4)},
                                      {"colour", "grey"},
                                      {"values", "0, 255"},
                                      {"ignore", int64_t(7)},
                                      {"classes", "membrane, cell"}}};
        const PreparedData data = prepareSource(source, folder.path());
        const Column& mask = *data.data.find("mask");
        QVERIFY((mask.shape == Shape {4, 4}));
        QCOMPARE((std::vector<int32_t>(valuesOf<int32_t>(mask) + 4, valuesOf<int32_t>(mask) + 8)),
                 (std::vector<int32_t> {0, 0, 1, 1}));
        source.params["height"] = int64_t(8);
        QCOMPARE(valuesOf<int32_t>(*prepareSource(source, folder.path()).data.find("mask"))[0], -1);
        QString said;
        source.params.erase("ignore");
        prepareSource(source, folder.path(), &said);
        QVERIFY2(said.contains("holds the value 7"), qPrintable(said));
        folder.write("image/2.png", pngBytes(8, 8, 1, smooth));
        prepareSource(source, folder.path(), &said);
        QVERIFY2(said.contains("no label called 2.png"), qPrintable(said));
        folder.write("label/2.png", pngBytes(8, 8, 3, smooth));
        prepareSource(source, folder.path(), &said);
        QVERIFY2(said.contains("must be grey"), qPrintable(said));
    }
    void clothingIsRead()
    {
        WEFT_NEEDS_DATA(path, "clothing");
        DataSection section;
        section.sources = {folderSource(path.string())};
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(600));
        QCOMPARE(data.validation.size(), size_t(100));
        QCOMPARE(data.test.size(), size_t(120));
        QCOMPARE(data.data.columns[1].classes.size(), size_t(10));
    }
    void camvidIsRead()
    {
        WEFT_NEEDS_DATA(path, "camvid");
        DataSection section;
        for (const char* part : {"train", "val", "test"})
            section.sources.push_back({.part = std::string(part) == "val" ? "validation" : part,
                                       .format = "image_pairs",
                                       .params = {{"images", path.string() + "/" + part},
                                                  {"labels", path.string() + "/" + part + "annot"},
                                                  {"height", int64_t(36)},
                                                  {"width", int64_t(48)},
                                                  {"classes", path.string() + "/classes.txt"},
                                                  {"ignore", int64_t(11)}}});
        section.split.kind = "given";
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(42));
        QCOMPARE(data.validation.size(), size_t(12));
        QCOMPARE(data.test.size(), size_t(14));
        const Column& mask = *data.data.find("mask");
        QCOMPARE(mask.classes.size(), size_t(11)); // unlabelled is none
        const std::span values(valuesOf<int32_t>(mask), mask.bytes.size() / 4);
        QCOMPARE(*std::ranges::min_element(values), -1);
        QCOMPARE(*std::ranges::max_element(values), 10);
    }
    void isbiIsRead()
    {
        WEFT_NEEDS_DATA(path, "isbi-membrane");
        const PreparedData data = prepareSource({.format = "image_pairs",
                                                 .params = {{"images", path.string() + "/image"},
                                                            {"labels", path.string() + "/label"},
                                                            {"colour", "grey"},
                                                            {"values", "0, 255"}}},
                                                ".");
        QCOMPARE(data.data.size, int64_t(30));
        QCOMPARE(data.data.find("mask")->classes.size(), size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestDataImages)
#include "tst_data_images.moc"

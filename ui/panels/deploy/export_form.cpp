#include "ui/panels/deploy/export_form.h"

#include "ui/session/own_program.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/icons.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace weft {

namespace {

struct Format {
    const char* title;
    const char* ending; // of the file's name; "/": a folder
    const char* about;
    bool runs; // so that it can be checked
};

constexpr Format formats[] = {
    {"ONNX", ".onnx",
     QT_TRANSLATE_NOOP("weft::ExportForm",
                       "For ONNX Runtime, OpenCV, TensorRT and most others. What the project does to its data is "
                       "inside, so it takes the data as they are stored."),
     true},
    {"PyTorch", ".py",
     QT_TRANSLATE_NOOP("weft::ExportForm",
                       "A readable module with its weights as safetensors beside it. It trains on there."),
     true},
    {"C++", "/",
     QT_TRANSLATE_NOOP("weft::ExportForm",
                       "A folder of plain C++17 that needs no library: one header, one file of weights, and a program "
                       "that checks them."),
     true},
    {"safetensors", ".safetensors", QT_TRANSLATE_NOOP("weft::ExportForm", "The weights alone, under names that stay."),
     false},
};

QString resultOf(const QJsonObject& runtime)
{
    const QString name = runtime[QLatin1String("runtime")].toString();
    if (!runtime[QLatin1String("ran")].toBool())
        return ExportForm::tr("Not checked with %1: %2.")
            .arg(name, problemSentence(runtime[QLatin1String("reason")].toString()));
    const QString difference = QString::number(runtime[QLatin1String("relative_difference")].toDouble(), 'g', 2);
    const auto places = runtime[QLatin1String("places")].toInteger();
    return places == 0 ? ExportForm::tr("%1 differs by %2 of the largest number at most.").arg(name, difference)
                       : ExportForm::tr("%1 differs by %2 of the largest number at most; the same class for %3 of %4.")
                             .arg(name, difference, formatExact(runtime[QLatin1String("same_class")].toInteger()),
                                  formatExact(places));
}

QString nameOf(const QString& path)
{
    return path.endsWith(QLatin1Char('/')) ? QDir(path).dirName() + QLatin1Char('/') : QFileInfo(path).fileName();
}

QString resultOf(const QJsonObject& answer, const QString& file)
{
    QStringList lines {ExportForm::tr("Wrote %1, %2.")
                           .arg(nameOf(file), formatBytes(uint64_t(answer[QLatin1String("bytes")].toDouble())))};
    for (const QJsonValue& runtime : answer[QLatin1String("verified")][QLatin1String("runtimes")].toArray())
        lines << resultOf(runtime.toObject());
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ExportForm::ExportForm(QWidget* parent)
    : QWidget(parent)
    , m_program(new OwnProgram(this))
    , m_format(new Segmented(this))
    , m_about(new QLabel(this))
    , m_verify(new Toggle(tr("Run the file on samples and compare"), this))
    , m_samples(new NumberField(this))
    , m_export(new QPushButton(icon(QStringLiteral("export")), tr("Export…"), this))
    , m_said(new QLabel(this))
{
    setAccessibleName(tr("Export"));
    m_format->setAccessibleName(tr("Format"));
    for (const Format& format : formats)
        m_format->add(QLatin1String(format.title), {}, tr(format.about));
    m_about->setWordWrap(true);
    m_verify->setChecked(true);
    m_samples->setAccessibleName(tr("Samples to compare"));
    m_samples->setInteger(true);
    m_samples->setRange(1, 1e6);
    m_samples->setValue(100);
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->hide();

    auto* const column = new QVBoxLayout(this);
    auto* const check = new QHBoxLayout;
    check->addWidget(m_verify);
    check->addWidget(m_samples);
    check->addStretch(1);
    auto* const last = new QHBoxLayout;
    last->addWidget(m_export);
    last->addStretch(1);
    auto* const first = new QHBoxLayout;
    first->addWidget(m_format);
    first->addStretch(1);
    column->addLayout(first);
    column->addWidget(m_about);
    column->addLayout(check);
    column->addLayout(last);
    column->addWidget(m_said);
    column->addStretch(1);

    connect(m_format, &Segmented::currentChanged, this, &ExportForm::choose);
    connect(m_verify, &QAbstractButton::toggled, m_samples, &QWidget::setEnabled);
    connect(m_export, &QPushButton::clicked, this, [this] { isBusy() ? m_program->stop() : ask(); });
    connect(m_program, &OwnProgram::said, this, [this](const QString& line) { m_answer = line; });
    connect(m_program, &OwnProgram::complained, this, [this](const QString& sentence) { m_complaint = sentence; });
    connect(m_program, &OwnProgram::ended, this, [this](bool well) {
        m_export->setText(tr("Export…"));
        const QJsonObject answer = QJsonDocument::fromJson(m_answer.toUtf8()).object();
        const bool wrote = answer.contains(QLatin1String("file"));
        QString text = wrote ? resultOf(answer, answer[QLatin1String("file")].toString()) : QString();
        if (!m_complaint.isEmpty()) // of a check that failed, below what was written
            text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + problemSentence(m_complaint);
        tell(text.isEmpty() ? tr("The export was stopped.") : text, !well);
        emit ended(well);
    });
    connect(&Style::get(), &Style::changed, this, &ExportForm::restyle);
    choose(0);
    restyle();
}

void ExportForm::setRun(const QString& folder, const QString& name)
{
    m_run = folder;
    m_name = name;
    m_export->setEnabled(!folder.isEmpty());
}

bool ExportForm::isBusy() const
{
    return m_program->isRunning();
}

QString ExportForm::said() const
{
    return m_said->text();
}

void ExportForm::choose(int format)
{
    m_format->setCurrent(format);
    m_about->setText(tr(formats[format].about));
    m_verify->setEnabled(formats[format].runs);
    m_samples->setEnabled(formats[format].runs && m_verify->isChecked());
}

void ExportForm::ask()
{
    const QString ending = QLatin1String(formats[std::max(0, m_format->current())].ending);
    auto* const dialog = new QFileDialog(this, tr("Export the trained network"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    if (ending == QLatin1String("/")) {
        dialog->setFilter(QDir::AllDirs | QDir::NoDotAndDotDot);
        dialog->selectFile(m_name + QStringLiteral("_cpp"));
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { exportTo(folder + u'/'); });
    } else {
        dialog->setDefaultSuffix(ending.mid(1));
        dialog->setNameFilter(QLatin1Char('*') + ending);
        dialog->selectFile(m_name + ending);
        connect(dialog, &QFileDialog::fileSelected, this, &ExportForm::exportTo);
    }
    dialog->open();
}

void ExportForm::exportTo(const QString& file)
{
    m_answer.clear();
    m_complaint.clear();
    QStringList words {QStringLiteral("export"), m_run, QStringLiteral("--to"), file, QStringLiteral("--json")};
    for (const Format& format : formats)
        if (m_verify->isChecked() && format.runs && file.endsWith(QLatin1String(format.ending)))
            words << QStringLiteral("--verify") << QString::number(qint64(m_samples->value()));
    tell(tr("Writing %1…").arg(nameOf(file)));
    m_export->setText(tr("Stop"));
    m_program->start(words);
}

void ExportForm::tell(const QString& text, bool wrong)
{
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, wrong ? theme().state.error : theme().text.primary);
    m_said->setPalette(ink);
    m_said->setText(text);
    m_said->show();
}

void ExportForm::restyle()
{
    const Style& style = Style::get();
    layout()->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(12));
    layout()->setSpacing(style.px(10));
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, theme().text.secondary);
    m_about->setPalette(ink);
    m_samples->setFixedWidth(style.px(88));
}

} // namespace weft

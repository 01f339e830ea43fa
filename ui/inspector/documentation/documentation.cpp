#include "ui/inspector/documentation/documentation.h"

#include "engine/layers/layer_type.h"
#include "ui/document/selection.h"
#include "ui/inspector/documentation/layer_page.h"
#include "ui/inspector/target.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QDesktopServices>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QScrollBar>

namespace weft {

namespace {

// A page in the user's language where there is one, else in English.
QString helpText(const QString& page)
{
    const QString language = QLocale().name(); // "zh_CN"
    for (const QString& path :
         {QStringLiteral(":/help/%1.%2.md").arg(page, language), QStringLiteral(":/help/%1.md").arg(page)}) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

} // namespace

Documentation::Documentation(GraphDocument* document, Selection* selection, QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    viewport()->setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Documentation"));
    connect(this, &QTextBrowser::anchorClicked, this, &Documentation::open);
    connect(&Style::get(), &Style::changed, this, &Documentation::render);
    show(document, selection);
}

void Documentation::show(GraphDocument* document, Selection* selection)
{
    if (m_selection)
        m_selection->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (selection) {
        connect(selection, &Selection::changed, this, &Documentation::refresh);
        connect(selection, &Selection::scopeChanged, this, &Documentation::refresh);
    }
    refresh();
}

void Documentation::refresh()
{
    const GraphNode* node = m_document && m_selection && !m_selection->current().empty()
        ? m_document->node(m_selection->scope(), m_selection->current())
        : nullptr;
    const QString wanted = !node ? QStringLiteral("help:index")
        : node->type == "block"  ? QStringLiteral("block:") + QString::fromStdString(node->block)
                                 : QStringLiteral("layer:") + QString::fromStdString(node->type);
    if (wanted == m_shown)
        return;
    m_shown = wanted;
    render();
    verticalScrollBar()->setValue(0);
}

void Documentation::showPicked()
{
    m_shown.clear();
    refresh();
}

void Documentation::showLayer(const QString& type)
{
    m_shown = QStringLiteral("layer:") + type;
    render();
}

void Documentation::showHelp(const QString& page)
{
    m_shown = QStringLiteral("help:") + (page.isEmpty() ? QStringLiteral("index") : page);
    render();
    verticalScrollBar()->setValue(0);
}

void Documentation::render()
{
    const Style& style = Style::get();
    document()->setDefaultStyleSheet(styleSheetOfPages());
    document()->setDocumentMargin(style.px(12));
    document()->setDefaultFont(style.font(TextRole::body));
    const QString name = m_shown.mid(m_shown.indexOf(u':') + 1);
    if (m_shown.startsWith(u"layer:")) {
        const LayerType* type = findLayerType(name.toStdString());
        setHtml(type ? layerPage(*type)
                     : QStringLiteral("<p class='title'>%1</p><p>%2</p>")
                           .arg(name.toHtmlEscaped(), tr("This version does not know this layer.").toHtmlEscaped()));
    } else if (m_shown.startsWith(u"block:")) {
        const Block* block = m_document ? m_document->block(name.toStdString()) : nullptr;
        QString page = QStringLiteral("<p class='title'>%1</p><p class='faint'>%2</p>")
                           .arg(name.toHtmlEscaped(), tr("Block").toHtmlEscaped());
        if (block) {
            page += QStringLiteral("<p>%1</p>")
                        .arg(tr("A reusable part of %1 nodes. Enter opens it, Esc leaves.").arg(block->nodes.size()));
            for (const PromotedParam& param : block->params)
                page += QStringLiteral("<p><b>%1</b> <span class='faint'>%2</span></p>")
                            .arg(nameOf(param.id).toHtmlEscaped(),
                                 QString::fromStdString(param.node + "." + param.param).toHtmlEscaped());
        }
        setHtml(page);
    } else {
        QTextDocument text; // through HTML, so that the style sheet holds for these pages too
        text.setMarkdown(helpText(name));
        QString html = text.toHtml();
        html.remove(QRegularExpression(QStringLiteral("style=\"[^\"]*\"")));
        setHtml(html);
    }
}

void Documentation::open(const QUrl& link)
{
    if (link.scheme() == u"help")
        showHelp(link.path());
    else if (link.scheme() == u"layer")
        showLayer(link.path());
    else if (link.scheme() == u"https")
        QDesktopServices::openUrl(link);
}

} // namespace weft

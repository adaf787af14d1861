using System.Globalization;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Pages;

/// <summary>Tells what is doubtful in a page, up to a number: a page may have the same fault a hundred thousand times.</summary>
internal sealed class PageNotices(RdfReaderOptions options)
{
    private const int Most = 1000;

    private int _told;

    internal void Tell(RdfNoticeKind kind, string message, PageElement element) => Tell(kind, message, element.Line, element.Column);

    internal void Tell(RdfNoticeKind kind, string message, long line = 0, long column = 0)
    {
        if (options.OnNotice is not { } hear || _told > Most)
            return;
        hear(_told++ < Most
            ? new(kind, message, line, column, options.SourceName)
            : new(kind, string.Create(CultureInfo.InvariantCulture, $"more than {Most} doubts in one page; the others are not told"), line, column, options.SourceName));
    }
}

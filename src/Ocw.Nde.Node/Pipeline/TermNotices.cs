using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>What indexing the terms of a source mended, bounded or left out, as remarks of its run.</summary>
internal static class TermNotices
{
    /// <summary>The remarks; none where all went in as it was.</summary>
    public static IEnumerable<NoticeCount> Of(TermIndexReport report)
    {
        if (report.MendedTexts > 0)
            yield return new NoticeCount("term-text-mended", report.MendedTexts, "Texts whose UTF-8 had been encoded twice («CitroÃ«n») are read as they were meant. Tell the maker of the thesaurus.");
        if (report.BoundedTerms.Count > 0)
            yield return new NoticeCount("term-bounded", report.BoundedTerms.Count, string.Create(CultureInfo.InvariantCulture, $"A term with more values of one property than are kept: {report.BoundedTerms[0]}. The rest of them is not searched."));
        if (report.SkippedLabels > 0)
            yield return new NoticeCount("term-label-skipped", report.SkippedLabels, "Labels without letters or digits, or too long to be labels, are not searched. ./ocwnde terms check names them.");
        if (report.DuplicateTerms > 0)
            yield return new NoticeCount("term-twice", report.DuplicateTerms, "A term came twice; the first counts.");
        if (report.OutsidePrefix > 0)
            yield return new NoticeCount("term-outside-prefix", report.OutsidePrefix, "Labelled things whose IRI does not begin with the prefix of the source are no terms of it. Check terms: iriPrefix if they should be.");
    }
}

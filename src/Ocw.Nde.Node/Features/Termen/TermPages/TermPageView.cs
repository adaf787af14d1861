using System.Globalization;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary>A term as its page shows it.</summary>
public sealed record TermPageView
{
    /// <summary>The term.</summary>
    public required Term Term { get; init; }

    /// <summary>How it was found.</summary>
    public required LookupAnswer Answer { get; init; }

    /// <summary>The label at the top.</summary>
    public required TermLabel Title { get; init; }

    /// <summary>The way down from the top of the hierarchy, along the first broader term of each.</summary>
    public IReadOnlyList<TermReference> Path { get; init; } = [];

    /// <summary>The first narrower term that is shown.</summary>
    public int NarrowerFrom { get; init; }

    /// <summary>How many objects use it in each dataset; <see langword="null"/> when that takes too long to count.</summary>
    public IReadOnlyList<DatasetUse>? Uses { get; init; }

    /// <summary>Objects that use it.</summary>
    public required UsingObjects Objects { get; init; }

    /// <summary>The labels by language, those of the page first.</summary>
    public IEnumerable<IGrouping<string, TermLabel>> LabelsIn(string language) => Term.Labels
        .Where(label => label.Kind != TermLabelKind.Hidden)
        .GroupBy(label => label.Language, StringComparer.Ordinal)
        .OrderBy(group => group.Key.StartsWith(language, StringComparison.OrdinalIgnoreCase) ? 0 : group.Key is "nl" or "en" ? 1 : 2)
        .ThenBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>The name of a language in that language; the tag itself where it is not known.</summary>
    public static string LanguageName(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    /// <summary>The name of a source.</summary>
    public static string SourceName(CatalogEntry entry, string language) => entry.Name(language);
}

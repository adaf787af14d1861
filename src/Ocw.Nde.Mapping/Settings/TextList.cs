using System.Collections.ObjectModel;

namespace Ocw.Nde.Mapping.Settings;

/// <summary>A list of texts of a source file, where one text may stand without brackets: <c>split: "$"</c> is <c>split: ["$"]</c>.</summary>
public sealed class TextList : Collection<string>
{
    /// <summary>An empty list.</summary>
    public TextList()
    {
    }

    /// <summary>A list of these texts.</summary>
    public TextList(params IEnumerable<string> texts)
        : base([.. texts])
    {
    }

    /// <summary>A list of one; YAML readers that meet a single value use it.</summary>
    public static implicit operator TextList(string text) => [text];

    /// <summary>A list of one.</summary>
    public static TextList FromString(string text) => [text];
}

using System.Globalization;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Flattening;

/// <summary>Gives blank nodes new names, <c>_:b0</c>, <c>_:b1</c>… (JSON-LD 1.1 API §7.4, Generate Blank Node Identifier).</summary>
internal sealed class BlankNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _count;

    internal string New() => string.Create(CultureInfo.InvariantCulture, $"_:b{_count++}");

    internal string Of(string label)
    {
        if (!_names.TryGetValue(label, out var name))
            _names.Add(label, name = New());
        return name;
    }
}

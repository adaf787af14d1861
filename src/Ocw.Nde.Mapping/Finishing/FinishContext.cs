using System.Collections.Frozen;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>What finishing knows of the source, and where it leaves its remarks on the record at hand. One for each mapper.</summary>
internal sealed class FinishContext(MappingSettings settings)
{
    private readonly FrozenSet<string> _ignore = settings.Ignore.Select(TextCleaner.Line).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of texts that do not say theirs.</summary>
    public string Language { get; } = settings.Language;

    /// <summary>What holds for media.</summary>
    public MediaSettings Media { get; } = settings.Media;

    /// <summary>Licences by words.</summary>
    public FrozenDictionary<string, Iri> Licenses { get; } =
        settings.Media.Licenses.ToFrozenDictionary(l => TextCleaner.Line(l.Key), l => Finishing.Licenses.Canonical(new Iri(l.Value)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The remarks on the record at hand.</summary>
    public List<MappingDiagnostic> Diagnostics { get; private set; } = [];

    /// <summary>Begins another record.</summary>
    public void NextRecord() => Diagnostics = [];

    /// <summary>Whether a value means «nothing».</summary>
    public bool IsIgnored(string cleanText) => cleanText.Length == 0 || _ignore.Contains(cleanText);

    /// <summary>A remark; values are never part of it, since a record may turn out to be closed.</summary>
    public void Remark(string code, string message, Iri property)
    {
        var field = Vocabulary.Shorten(property.Value);
        if (!Diagnostics.Exists(d => d.Code == code && d.Field == field))
            Diagnostics.Add(new MappingDiagnostic(IsError: false, code, message, field));
    }
}

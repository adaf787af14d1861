using Ocw.Nde.Mapping.Denial;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>The rules of a source for one way of writing paths, with the key and the subject.</summary>
internal sealed class RuleSet
{
    private readonly List<CompiledRule> _rules;
    private readonly ValueTemplate? _key;
    private readonly ValueTemplate? _subject;
    private readonly FieldPath[] _used;

    /// <summary>Reads and checks rules, key and subject.</summary>
    public RuleSet(MappingSettings settings, char separator, DenyList deny, ProblemList problems)
    {
        var compiler = new RuleCompiler(separator, settings.Ignore, deny, problems);
        _rules = compiler.Compile(settings.Rules);
        _key = string.IsNullOrWhiteSpace(settings.Key) ? null : compiler.Template("key", Braced(settings.Key));
        _subject = settings.Subject is "minted" or "source" ? null : compiler.Template("subject", settings.Subject);
        if (_subject is not null && !settings.Subject.Contains('{', StringComparison.Ordinal))
            problems.Add("subject", $"minted, source of een sjabloon met velden ({{uri}}) verwacht, niet «{settings.Subject}»", $"minted, source or a template with fields ({{uri}}) is expected, not «{settings.Subject}»");
        _used = [.. _rules.SelectMany(r => r.AllFields).Concat(_key?.Fields ?? []).Concat(_subject?.Fields ?? [])];
    }

    /// <summary>Whether the settings say which field is the key.</summary>
    public bool HasKey => _key is not null;

    /// <summary>Whether there are rules.</summary>
    public bool HasRules => _rules.Count > 0;

    /// <summary>Applies every rule to a record.</summary>
    public void Apply(SourceNode record, Draft target)
    {
        foreach (var rule in _rules)
            rule.Apply(record, target, null);
    }

    /// <summary>The key of a record, or <see langword="null"/> when its fields are empty.</summary>
    public string? KeyOf(SourceNode record) => _key?.Fill(record, null, address: false)?.Trim();

    /// <summary>The subject's IRI as a text, or <see langword="null"/>.</summary>
    public string? SubjectOf(SourceNode record) => _subject?.Fill(record, null, address: true);

    /// <summary>Whether a rule reads the field with this path.</summary>
    public bool Uses(string path) => _used.Any(f => f.Covers(path));

    /// <summary>The fields that feed a property, directly or as a part of its values.</summary>
    public List<string> SourceFieldsFor(Iri property) =>
        [.. _rules.SelectMany(r => FieldsFor(r, property)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> FieldsFor(CompiledRule rule, Iri property) =>
        rule.Property.Predicate == property ? rule.AllFields.Select(f => f.FullPath) : rule.With.SelectMany(w => FieldsFor(w, property));

    private static string Braced(string key) => key.Contains('{', StringComparison.Ordinal) ? key : "{" + key.Trim() + "}";
}

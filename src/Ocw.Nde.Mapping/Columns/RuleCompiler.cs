using Ocw.Nde.Mapping.Denial;
using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>Reads and checks the rules of the settings; all mistakes are collected.</summary>
internal sealed class RuleCompiler(char separator, IReadOnlyCollection<string> ignore, DenyList deny, ProblemList problems)
{
    /// <summary>The rules, as far as they are right.</summary>
    public List<CompiledRule> Compile(IEnumerable<ColumnRule> rules) => Compile(rules, "rules", scope: "");

    /// <summary>A template of the settings, or <see langword="null"/> when it is wrong.</summary>
    public ValueTemplate? Template(string key, string text, string scope = "")
    {
        var template = Try(key, () => ValueTemplate.Parse(text, scope, separator));
        foreach (var field in template?.Fields ?? [])
            RefuseDenied(key, field);
        return template;
    }

    /// <summary>The fields that a text names.</summary>
    public FieldPath[] Fields(string key, IEnumerable<string> texts, string scope = "")
    {
        var fields = texts.SelectMany(t => Try(key, () => FieldPath.Parse(t, scope, separator).ToList()) ?? []).ToArray();
        foreach (var field in fields)
            RefuseDenied(key, field);
        return fields;
    }

    private List<CompiledRule> Compile(IEnumerable<ColumnRule> rules, string key, string scope) =>
        [.. rules.Select((r, i) => Compile(r, $"{key}[{i}]", scope)).OfType<CompiledRule>()];

    private CompiledRule? Compile(ColumnRule rule, string key, string scope)
    {
        if (ModelProperties.Find(rule.To) is not { } property)
        {
            problems.Add($"{key}.to", $"«{rule.To}» is geen eigenschap; bekend zijn {string.Join(", ", ModelProperties.Names)}, een naam met voorvoegsel (schema:award) of een IRI", $"«{rule.To}» is not a property; known are {string.Join(", ", ModelProperties.Names)}, a prefixed name (schema:award) or an IRI");
            return null;
        }

        if (Try($"{key}.as", () => ValueShape.Of(property, rule.As, rule.With.Count > 0 || rule.Notation)) is not { } shape)
            return null;
        CheckWords(rule, key);
        var each = rule.Each is null ? null : Fields($"{key}.each", [rule.Each], scope).FirstOrDefault();
        var inner = each?.FullPath ?? scope;
        var from = Fields($"{key}.from", rule.From, inner);
        if (Try($"{key}", () => new ValueReader(rule, from, ignore)) is not { } reader)
            return null;
        var compiled = new CompiledRule
        {
            Property = property,
            Shape = shape,
            From = from,
            Reader = reader,
            Each = each,
            When = [.. rule.When.Select((w, i) => Condition(w, $"{key}.when[{i}]", inner))],
            Constant = rule.Value,
            Template = rule.Template is null ? null : Template($"{key}.template", rule.Template, inner),
            Dates = Dates(rule, property, key, inner, from),
            Language = rule.Language,
            LanguageFrom = rule.LanguageFrom is null ? null : Fields($"{key}.languageFrom", [rule.LanguageFrom], inner).FirstOrDefault(),
            IsNotation = rule.Notation,
            With = Compile(rule.With, $"{key}.with", inner),
        };
        if (rule.From.Count + rule.With.Count == 0 && (rule.Value ?? rule.Template ?? rule.Start ?? rule.End) is null)
            problems.Add(key, "zegt niet waar de waarde vandaan komt: geef from, value, template, start/end of with", "does not say where the value comes from: give from, value, template, start/end or with");
        return compiled;
    }

    private void CheckWords(ColumnRule rule, string key)
    {
        if (rule.Pick is not ("all" or "first"))
            problems.Add($"{key}.pick", $"all of first verwacht, niet «{rule.Pick}»", $"all or first is expected, not «{rule.Pick}»");
        if (rule.Language is { } language && !LanguageTags.IsTag(language))
            problems.Add($"{key}.language", $"een taalcode verwacht (nl, en, fy), niet «{language}»", $"a language tag is expected (nl, en, fy), not «{language}»");
        if (rule.With.Count > 0 && rule.As?.ToLowerInvariant() is "text" or "string" or "iri" or "date" or "number" or "integer")
            problems.Add($"{key}.with", "alleen mogelijk bij iets met een naam, niet bij een tekst, datum of getal", "only possible for a thing with a name, not for a text, date or number");
    }

    private FieldCondition Condition(RuleCondition condition, string key, string scope) => new(condition, Fields($"{key}.field", [condition.Field], scope));

    private DateFields? Dates(ColumnRule rule, ModelProperty property, string key, string scope, FieldPath[] from)
    {
        if (rule.Start is null && rule.End is null && rule.Precision.Count == 0)
            return null;
        if (property.Kind is not (ValueKind.Date or ValueKind.Coverage))
        {
            problems.Add($"{key}.start", $"start, end en precision horen bij een datum, niet bij {property.Name}", $"start, end and precision belong to a date, not to {property.Name}");
            return null;
        }

        var start = rule.Start is null ? [] : Fields($"{key}.start", [rule.Start], scope);
        var end = rule.End is null ? [] : Fields($"{key}.end", [rule.End], scope);
        var precision = Fields($"{key}.precision", rule.Precision, scope);
        return new DateFields(new ValueReader(rule, start, ignore), new ValueReader(rule, end, ignore), precision, [.. start, .. end, .. precision, .. from]);
    }

    // A field on the deny-list gives no value, so a rule that names it can only be a mistake or a decision that has to be written down.
    private void RefuseDenied(string key, FieldPath field)
    {
        var names = field.FullPath.Split(separator);
        var denied = deny.IsDenied(field.FullPath, field.FullPath) || Enumerable.Range(1, names.Length).Any(n => deny.IsDenied(names[n - 1], string.Join(separator, names[..n])));
        if (denied)
            problems.Add(key, $"het veld «{field.FullPath}» staat op de lijst van interne velden en wordt nooit gelezen; is het hier niet intern, zet de naam dan onder mapping.allow", $"the field «{field.FullPath}» is on the list of internal fields and is never read; if it is not internal here, put its name under mapping.allow");
    }

    private T? Try<T>(string key, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            problems.Add(key, $"niet te lezen: {e.Message}", $"cannot be read: {e.Message}");
            return null;
        }
    }
}

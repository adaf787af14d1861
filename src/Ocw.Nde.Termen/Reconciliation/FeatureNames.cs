using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>The names of matching features.</summary>
public static class FeatureNames
{
    private const string Property = "property:";

    /// <summary>All features that a candidate may have.</summary>
    public static IEnumerable<string> All => [.. AlignmentReasons.All, "type", .. ContextProperty.All.Select(property => Property + property.Id)];

    /// <summary>What a feature says: in Dutch for «nl», else in English; an unknown identifier is given back as it is.</summary>
    public static string Of(string id, string language)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(language);
        var dutch = language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);
        if (string.Equals(id, "type", StringComparison.Ordinal))
            return dutch ? "soort komt overeen" : "type fits";
        if (id.StartsWith(Property, StringComparison.Ordinal) && ContextProperty.Find(id[Property.Length..]) is { } property)
            return dutch ? $"{property.NameNl} komt overeen" : $"{property.NameEn} agrees";
        return AlignmentReasons.Describe(id, language);
    }
}

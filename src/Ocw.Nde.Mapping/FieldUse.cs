namespace Ocw.Nde.Mapping;

/// <summary>What a mapping does with a source field.</summary>
public enum FieldUse
{
    /// <summary>A rule, a query or an access rule reads it.</summary>
    Read,

    /// <summary>The profile knows it and leaves it out on purpose (<c>left-out-fields.txt</c>).</summary>
    LeftOut,

    /// <summary>Nothing reads it: what it says is lost.</summary>
    Unread,
}

/// <summary>A source field that had a value in one record. Denied fields are never among them.</summary>
/// <param name="Path">Its path: <c>Production/creator</c>, <c>contributors.fc</c>.</param>
/// <param name="Use">What the mapping does with it.</param>
/// <param name="Example">The first value that the record has for it, at most <see cref="ExampleLength"/> characters of it.</param>
public sealed record SourceField(string Path, FieldUse Use, string Example)
{
    /// <summary>The most characters of an example.</summary>
    public const int ExampleLength = 120;
}

/// <summary>A value of a source field, as the record has it.</summary>
/// <param name="Path">The path of the field.</param>
/// <param name="Use">What the mapping does with it.</param>
/// <param name="Value">The value.</param>
/// <param name="Language">The language that the source gives for it, if any.</param>
public sealed record SourceFieldValue(string Path, FieldUse Use, string Value, string? Language);

/// <summary>One record with what mapping made of it, for people who look at a mapping.</summary>
/// <param name="Result">What mapping made of it.</param>
/// <param name="Values">The values of the record in their order, without what is denied; empty when it could not be lifted.</param>
public sealed record MappingPreview(MappingResult Result, IReadOnlyList<SourceFieldValue> Values);

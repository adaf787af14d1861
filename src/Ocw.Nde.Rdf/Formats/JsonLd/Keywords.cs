using System.Collections.Frozen;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>The keywords of JSON-LD 1.1 (§1.7) and of framing.</summary>
internal static class Keywords
{
    internal const string Base = "@base";
    internal const string Container = "@container";
    internal const string Context = "@context";
    internal const string Default = "@default";
    internal const string Direction = "@direction";
    internal const string Embed = "@embed";
    internal const string Explicit = "@explicit";
    internal const string Graph = "@graph";
    internal const string Id = "@id";
    internal const string Import = "@import";
    internal const string Included = "@included";
    internal const string Index = "@index";
    internal const string Json = "@json";
    internal const string Language = "@language";
    internal const string List = "@list";
    internal const string Nest = "@nest";
    internal const string None = "@none";
    internal const string Null = "@null";
    internal const string OmitDefault = "@omitDefault";
    internal const string Prefix = "@prefix";
    internal const string Preserve = "@preserve";
    internal const string Propagate = "@propagate";
    internal const string Protected = "@protected";
    internal const string RequireAll = "@requireAll";
    internal const string Reverse = "@reverse";
    internal const string Set = "@set";
    internal const string Type = "@type";
    internal const string Value = "@value";
    internal const string Version = "@version";
    internal const string Vocab = "@vocab";

    private static readonly FrozenSet<string> All = new[]
    {
        Base, Container, Context, Default, Direction, Embed, Explicit, Graph, Id, Import, Included, Index, Json, Language, List, Nest, None,
        OmitDefault, Prefix, Preserve, Propagate, Protected, RequireAll, Reverse, Set, Type, Value, Version, Vocab,
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static bool Is(string text) => text.Length > 1 && text[0] == '@' && All.Contains(text);

    /// <summary>Whether a text has the form of a keyword, <c>"@"1*ALPHA</c>: such terms are kept for later versions.</summary>
    internal static bool HasForm(string text) => text.Length > 1 && text[0] == '@' && !text.AsSpan(1).ContainsAnyExcept(Letters);

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

namespace Ocw.Nde.Mapping.Settings;

/// <summary>The <c>mapping</c> part of a source file: which profile, and what an institution says about its own fields. See docs/mapping.md.</summary>
/// <remarks>Plain properties with a setter: a YAML reader fills them by their camelCase names.</remarks>
public sealed class MappingSettings
{
    /// <summary>The name of the profile that maps by the rules below: no queries.</summary>
    public const string ColumnsProfile = "columns";

    /// <summary>The name that stands for the profile that fits the format of the records, as the node finds it.</summary>
    public const string AutoProfile = "auto";

    /// <summary>Whether the profile is to be found by the format of the records: <c>auto</c>, or neither a profile nor rules nor a mapping in RML are given.</summary>
    public bool FindsProfile => Profile == AutoProfile || (Profile == ColumnsProfile && Rules.Count == 0 && string.IsNullOrEmpty(Rml));

    /// <summary>These settings with another profile.</summary>
    public MappingSettings WithProfile(string profile)
    {
        var settings = (MappingSettings)MemberwiseClone();
        settings.Profile = profile;
        return settings;
    }

    /// <summary><c>columns</c> (default), <c>auto</c>, or a folder of CONSTRUCT queries: <c>edm</c>, <c>adlib</c>, <c>schema</c>, or one of the institution's own.</summary>
    public string Profile { get; set; } = ColumnsProfile;

    /// <summary>A mapping in RML or YARRRML: a file, relative to the source file. Its statements are finished like those of a profile. See docs/rml.md.</summary>
    public string? Rml { get; set; }

    /// <summary>The language of texts that do not say their own (BCP 47). <c>und</c> when it is not known.</summary>
    public string Language { get; set; } = "und";

    /// <summary>What a record is: schema.org classes that are added to CreativeWork (<c>Painting</c>), or <c>skos:Concept</c> for an authority list.</summary>
    public TextList Type { get; set; } = [];

    /// <summary>For RDF sources: the classes whose instances are the records, where they differ from those of the profile.</summary>
    public TextList Roots { get; set; } = [];

    /// <summary>The field with the record's key within the institution (the object number), or a template of several: <c>{inventory}-{part}</c>. By default what the profile maps to identifier.</summary>
    public string? Key { get; set; }

    /// <summary><c>minted</c> (default): an IRI of this node, from institution and key; <c>source</c>: the IRI that the source gives; or a template such as <c>{uri}</c>.</summary>
    public string Subject { get; set; } = "minted";

    /// <summary>Values that mean «nothing»: <c>-</c>, <c>onbekend</c>. Compared without case, in every field.</summary>
    public TextList Ignore { get; set; } = [];

    /// <summary>The day of the metadata (ISO 8601) for records that have none of their own: neither in a mapped field nor from the harvest.</summary>
    public string? RecordDate { get; set; }

    /// <summary>What holds for the images and other media of the source.</summary>
    public MediaSettings Media { get; set; } = new();

    /// <summary>Whether what the source says, without what is denied or left out, is kept in a graph of its own. Default no.</summary>
    public bool KeepSource { get; set; }

    /// <summary>The rules of the <c>columns</c> profile; with another profile they add to what its queries give.</summary>
    public IList<ColumnRule> Rules { get; set; } = [];

    /// <summary>Patterns of field names that must never leave, besides the built-in list.</summary>
    public TextList Deny { get; set; } = [];

    /// <summary>Exact field names or paths that the built-in list would deny but that are not internal here.</summary>
    public TextList Allow { get; set; } = [];
}

/// <summary>What holds for all media of a source.</summary>
public sealed class MediaSettings
{
    /// <summary>The licence of reproductions that do not say their own: an IRI.</summary>
    public string? License { get; set; }

    /// <summary>Licences by what the source says in words: <c>"Public Domain": https://creativecommons.org/publicdomain/mark/1.0/</c>.</summary>
    public IDictionary<string, string> Licenses { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The copyright notice of reproductions that do not say their own.</summary>
    public string? CopyrightNotice { get; set; }

    /// <summary>A template for the small image, where the source has none: <c>{contentUrl}?width=300</c>.</summary>
    public string? Thumbnail { get; set; }

    /// <summary>Whether and how images are checked after a run; <see langword="null"/>: they are not.</summary>
    public MediaCheckSettings? Check { get; set; }
}

/// <summary>How the images of a source are checked: a sample of them, gently.</summary>
public sealed class MediaCheckSettings
{
    /// <summary>How many images are asked for after a run that changed something: 1 to 1,000. Default 50.</summary>
    public int Sample { get; set; } = 50;

    /// <summary>The seconds between two requests to the same host, 60 at most. Default 1.</summary>
    public double DelaySeconds { get; set; } = 1;

    /// <summary>The seconds after which checking ends, 3,600 at most. Default 180.</summary>
    public int MaxSeconds { get; set; } = 180;
}

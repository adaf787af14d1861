using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes media objects whole: class, licence, small image; IIIF manifests keep their own IRI.</summary>
internal static class MediaFinisher
{
    private static readonly Dictionary<string, Iri> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = Vocabulary.AudioObject,
        [".wav"] = Vocabulary.AudioObject,
        [".ogg"] = Vocabulary.AudioObject,
        [".flac"] = Vocabulary.AudioObject,
        [".mp4"] = Vocabulary.VideoObject,
        [".webm"] = Vocabulary.VideoObject,
        [".mov"] = Vocabulary.VideoObject,
        [".mpg"] = Vocabulary.VideoObject,
        [".glb"] = Vocabulary.ThreeDModel,
        [".gltf"] = Vocabulary.ThreeDModel,
        [".obj"] = Vocabulary.ThreeDModel,
        [".pdf"] = Vocabulary.MediaObject,
        [".txt"] = Vocabulary.MediaObject,
        [".xml"] = Vocabulary.MediaObject,
        [".json"] = Vocabulary.MediaObject,
    };

    /// <summary>A media object of an address alone.</summary>
    public static Draft OfAddress(Iri address)
    {
        var media = new Draft();
        media.Add(Vocabulary.ContentUrl, address);
        return media;
    }

    /// <summary>Finishes a media object; <see langword="false"/> when it leads to nothing and is to be left out.</summary>
    public static bool Finish(Draft media, FinishContext context)
    {
        if (IsManifest(media))
        {
            media.Remove(Vocabulary.Type);
            AddLicense(media, context);
            return media.SourceIri is not null;
        }

        // An image node that the source names by the address of the image itself.
        if (!media.Has(Vocabulary.ContentUrl) && media.SourceIri is { } address && IriText.IsWeb(address) && !media.Has(Vocabulary.Name))
            media.Add(Vocabulary.ContentUrl, address);
        if (!media.Has(Vocabulary.ContentUrl) && !media.Has(Vocabulary.ThumbnailUrl))
            return false;
        media.SourceIri = null;
        AddTypes(media);
        AddLicense(media, context);
        if (!media.Has(Vocabulary.CopyrightNotice) && context.Media.CopyrightNotice is { Length: > 0 } notice)
            media.Add(Vocabulary.CopyrightNotice, new Literal(notice, context.Language));
        AddAddresses(media, context);
        return true;
    }

    // An image must have both addresses (SCHEMA-AP-NDE, MediaObject): where the source has one, it serves for both.
    private static void AddAddresses(Draft media, FinishContext context)
    {
        if (!media.Has(Vocabulary.ThumbnailUrl) && Thumbnail(media, context) is { } thumbnail)
            media.Add(Vocabulary.ThumbnailUrl, thumbnail);
        if (!media.IsA(Vocabulary.ImageObject))
            return;
        var (content, small) = (media.Terms(Vocabulary.ContentUrl).FirstOrDefault(), media.Terms(Vocabulary.ThumbnailUrl).FirstOrDefault());
        if (content is null && small is not null)
            media.Add(Vocabulary.ContentUrl, small);
        if (small is null && content is not null)
            media.Add(Vocabulary.ThumbnailUrl, content);
    }

    private static bool IsManifest(Draft media) =>
        media.Terms(Vocabulary.EncodingFormat).OfType<Literal>().Any(l => l.LexicalForm.Contains("iiif.io/api/presentation/", StringComparison.Ordinal));

    // In addition to MediaObject the class of the medium is given (SCHEMA-AP-NDE, MediaObject).
    private static void AddTypes(Draft media)
    {
        var content = media.Terms(Vocabulary.ContentUrl).OfType<Iri>().FirstOrDefault();
        var type = content is not null && ByExtension.TryGetValue(Extension(content.Value), out var known) ? known : Vocabulary.ImageObject;
        if (!media.Types.Any(t => t != Vocabulary.MediaObject))
            media.AddType(type);
        media.AddType(Vocabulary.MediaObject);
    }

    private static void AddLicense(Draft media, FinishContext context)
    {
        if (media.Has(Vocabulary.License))
            return;
        if (context.Media.License is { Length: > 0 } license)
            media.Add(Vocabulary.License, Licenses.Canonical(new Iri(license)));
        else
            context.Remark("media-without-licence", "A media object has no licence: give mapping.media.license, or mapping.media.licenses for what the source says in words.", Vocabulary.License);
    }

    private static Iri? Thumbnail(Draft media, FinishContext context)
    {
        if (context.Media.Thumbnail is not { Length: > 0 } template || media.Terms(Vocabulary.ContentUrl).OfType<Iri>().FirstOrDefault() is not { } content)
            return null;
        return IriText.Read(template.Replace("{contentUrl}", content.Value, StringComparison.Ordinal));
    }

    private static string Extension(string address)
    {
        var path = address.AsSpan();
        if (path.IndexOfAny('?', '#') is >= 0 and var query)
            path = path[..query];
        return Path.GetExtension(path).ToString();
    }
}

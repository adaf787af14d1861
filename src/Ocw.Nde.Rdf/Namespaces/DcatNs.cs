using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of DCAT 3.</summary>
public static class DcatNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/ns/dcat#";

    public static readonly Iri Catalog = Named("Catalog");
    public static readonly Iri CatalogRecord = Named("CatalogRecord");
    public static readonly Iri Dataset = Named("Dataset");
    public static readonly Iri DatasetSeries = Named("DatasetSeries");
    public static readonly Iri DataService = Named("DataService");
    public static readonly Iri Distribution = Named("Distribution");
    public static readonly Iri Resource = Named("Resource");
    public static readonly Iri AccessService = Named("accessService");
    public static readonly Iri AccessUrl = Named("accessURL");
    public static readonly Iri ByteSize = Named("byteSize");
    public static readonly Iri CatalogProperty = Named("catalog");
    public static readonly Iri Centroid = Named("centroid");
    public static readonly Iri CompressFormat = Named("compressFormat");
    public static readonly Iri ContactPoint = Named("contactPoint");
    public static readonly Iri DatasetProperty = Named("dataset");
    public static readonly Iri DistributionProperty = Named("distribution");
    public static readonly Iri DownloadUrl = Named("downloadURL");
    public static readonly Iri EndDate = Named("endDate");
    public static readonly Iri EndpointDescription = Named("endpointDescription");
    public static readonly Iri EndpointUrl = Named("endpointURL");
    public static readonly Iri HasVersion = Named("hasVersion");
    public static readonly Iri InSeries = Named("inSeries");
    public static readonly Iri IsVersionOf = Named("isVersionOf");
    public static readonly Iri Keyword = Named("keyword");
    public static readonly Iri LandingPage = Named("landingPage");
    public static readonly Iri MediaType = Named("mediaType");
    public static readonly Iri PackageFormat = Named("packageFormat");
    public static readonly Iri PreviousVersion = Named("previousVersion");
    public static readonly Iri Record = Named("record");
    public static readonly Iri ServesDataset = Named("servesDataset");
    public static readonly Iri Service = Named("service");
    public static readonly Iri SpatialResolutionInMeters = Named("spatialResolutionInMeters");
    public static readonly Iri StartDate = Named("startDate");
    public static readonly Iri TemporalResolution = Named("temporalResolution");
    public static readonly Iri Theme = Named("theme");
    public static readonly Iri ThemeTaxonomy = Named("themeTaxonomy");
    public static readonly Iri Version = Named("version");

    private static Iri Named(string name) => new(Namespace + name);
}
